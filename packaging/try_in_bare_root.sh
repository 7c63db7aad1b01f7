#!/usr/bin/env bash
# Tries the .deb as a hospital would: installs it with apt into a bare Debian 12, uses it as an
# ordinary user in a window under Xvfb, removes it, purges it, and looks whether the patients are
# still there, byte for byte. As root, with debootstrap and a network for apt:
#
#   packaging/try_in_bare_root.sh dist/tamis_0.1.0_amd64.deb FOLDER-FOR-SCREENSHOTS [ROOT]
#
# ROOT is a root that debootstrap made before; without it one is made, and removed at the end.
set -euo pipefail

package=$(realpath "$1")
pictures=$(realpath "$2")
root=${3:-}
if [[ -z $root ]]; then
    root=$(mktemp -d)
    chmod 755 "$root"  # the ordinary user inside enters it, too
    made_here=yes
    debootstrap --variant=minbase bookworm "$root"
fi

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"; }
user() { inside runuser -l coordinator -c "$1"; }
say() { printf '\n== %s\n' "$1"; }

clean_up() {
    for one in dev/pts proc; do mountpoint -q "$root/$one" && umount "$root/$one"; done
    [[ -z ${made_here:-} ]] || rm -rf "$root"
}
trap clean_up EXIT
mkdir -p "$pictures"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mkdir -p "$root/dev/pts" && { mountpoint -q "$root/dev/pts" || mount -t devpts devpts "$root/dev/pts"; }

say "A bare root: $(cat "$root/etc/debian_version"), with an ordinary user"
cp /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null || true
inside userdel --remove coordinator 2>/dev/null || true
inside useradd --create-home --shell /bin/bash coordinator
inside sh -c 'echo "$(dpkg -l | grep -c ^ii) packages"; command -v python3 || echo "no python3"'

say "Installing $(basename "$package") ($(stat -c %s "$package") bytes)"
cp "$package" "$root/tmp/tamis.deb"
inside apt-get update -qq
inside apt-get install -y --no-install-recommends /tmp/tamis.deb 2>&1 | grep -vE '^(Get|Selecting|Preparing|Unpacking|\(Reading)' || true
inside dpkg -s tamis | grep -E '^(Status|Version|Installed-Size|Depends)'
inside dpkg --verify tamis && echo "every file as packed"
inside sh -c 'command -v python3 || echo "still no python3"'
inside sh -c 'for one in $(find $(readlink -f /usr/bin/tamis | xargs dirname) -name "*.so*" -type f); do LD_LIBRARY_PATH=$(dirname $(readlink -f /usr/bin/tamis))/_internal ldd $one 2>/dev/null; done | grep "not found" | sort -u || true' | sed 's/^/not found: /'

say "Without a window, as an ordinary user"
user 'tamis --version'
user 'tamis lint'
records=$(inside sh -c 'dirname $(readlink -f /usr/bin/tamis)')/_internal/resources/demo
user "tamis screen $records/d-001.yaml --as-of 2026-11-18 | sed -n 1,6p"
user "tamis export checklist $records/d-001.yaml --trial NCT06503224 --to d-001.pdf --as-of 2026-11-18"
user 'head -c 8 d-001.pdf; echo; stat -c "%n %s bytes" d-001.pdf'
user 'tamis --self-test'

say "The window, under Xvfb"
inside apt-get install -y --no-install-recommends xvfb xdotool x11-utils imagemagick openbox >/dev/null 2>&1
cat > "$root/tmp/window.sh" <<'INSIDE'
set -eu
export DISPLAY=:$((200 + RANDOM % 700)) LANG=C.UTF-8
Xvfb $DISPLAY -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
trap 'kill $screen' EXIT
sleep 2
openbox >/dev/null 2>&1 &
sleep 1
picture() { sleep 1.5; import -window root "/tmp/deb_$1.png"; }
tamis &
program=$!
window=$(timeout 60 xdotool search --sync --onlyvisible --name 'Tamis' | head -1)
xprop -id "$window" WM_CLASS
sleep 3
picture 1_started
xdotool key ctrl+n
sleep 1
xdotool type --delay 60 'P-701'
xdotool key Return
sleep 3
xdotool key space
sleep 1
enter() { xdotool mousemove "$1" "$2" click 1; sleep 0.5; xdotool type --delay 60 "$3"; xdotool key Return; sleep 1; }
enter 452 235 1990-05-04
enter 452 293 2026-11-20
picture 2_entered
xdotool mousemove 1258 43 click 1
sleep 3
picture 3_export
xdotool key Return
sleep 6
picture 4_exported
xdotool key ctrl+p
sleep 4
picture 4_pages
xdotool key ctrl+p
picture 4_printer
xdotool key Escape
sleep 1
xdotool key Escape
sleep 1
xdotool mousemove 63 213 click 1
picture 5_labs
xdotool key F1
picture 6_keys
end() {
    sleep 1
    xdotool windowactivate --sync "$window" key --clearmodifiers alt+F4
    for _ in $(seq 20); do kill -0 $program 2>/dev/null || break; sleep 0.5; done
    if kill -0 $program 2>/dev/null; then echo "it did not close"; kill $program; fi
    wait $program || echo "ended with $?"
}
xdotool key Escape
end
echo "Started again: the patient is there."
tamis &
program=$!
window=$(timeout 60 xdotool search --sync --onlyvisible --name 'Tamis' | head -1)
sleep 3
picture 7_again
end
INSIDE
user 'bash /tmp/window.sh' || echo "the window did not do its work"
mv "$root"/tmp/deb_*.png "$pictures/"
user 'find . -type f -path "*amis*" -o -type f -name "*.pdf" | sort'

say "Removed, installed again and purged: what the user entered stays"
user 'find .local .config *.pdf -type f -exec sha256sum {} + | sort -k2 > /tmp/before.sha256; cat /tmp/before.sha256'
still_there() { user 'sha256sum --quiet --check /tmp/before.sha256 && echo "all $(wc -l < /tmp/before.sha256) files of the user are byte for byte as they were"'; }
inside apt-get remove -y tamis 2>&1 | grep -E '^(The following|  tamis|Removing)'
inside sh -c 'command -v tamis || echo "tamis is gone"'
still_there
inside apt-get install -y --no-install-recommends /tmp/tamis.deb 2>&1 | grep -E '^Setting up tamis'
inside apt-get purge -y tamis 2>&1 | grep -E '^(The following|  tamis|Removing|Purging)'
inside sh -c 'echo "left in the system: $(find /opt /usr -iname "*tamis*" 2>/dev/null | wc -l) files"'
still_there
