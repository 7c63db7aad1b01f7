; The installer for Windows: for one user, without an administrator, and asking nothing.
;
;   makensis -DVERSION=0.1.0 -DFOLDER=dist\tamis -DICON=build\icons\tamis.ico packaging\windows\tamis.nsi
;
; It writes dist\tamis_VERSION_setup.exe. With /S it is silent, and where
; Tamis is open it ends with 2. Run under wine 8 (try_under_wine.sh), and not yet on Windows.
; What the user enters lies in another folder (AppData\Local\Tamis), which nothing here touches.

Unicode true
Target amd64-unicode
ManifestDPIAware true
SetCompressor /SOLID lzma
RequestExecutionLevel user

!ifndef VERSION | FOLDER | ICON
  !error "VERSION, FOLDER (the frozen program) and ICON are to be given with -D"
!endif
!ifndef OUT
  !define OUT "tamis_${VERSION}_setup.exe"
!endif
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Tamis"

Name "Tamis"
OutFile "${OUT}"
Icon "${ICON}"
UninstallIcon "${ICON}"
InstallDir "$LOCALAPPDATA\Programs\Tamis"
BrandingText "Tamis ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Tamis"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs Tamis"
VIAddVersionKey "LegalCopyright" "Apache License 2.0"

Page instfiles
UninstPage instfiles

; A program that runs keeps its files: nothing is taken from under it. Windows lets nobody write to
; the file of a program that runs; the title of its window changes with the patient.
!macro RefuseWhileItRuns PROGRAM LABEL
  IfFileExists "$INSTDIR\${PROGRAM}" 0 rests_${LABEL}
  ClearErrors
  FileOpen $0 "$INSTDIR\${PROGRAM}" a
  IfErrors 0 closes_${LABEL}
    MessageBox MB_OK|MB_ICONEXCLAMATION "Tamis is open. Close it, then start this again." /SD IDOK
    SetErrorLevel 2
    Quit
  closes_${LABEL}:
  FileClose $0
  rests_${LABEL}:
!macroend

Function .onInit
  !insertmacro RefuseWhileItRuns "tamis.exe" "window"
  !insertmacro RefuseWhileItRuns "tamis-command.exe" "command"
FunctionEnd

Function un.onInit
  !insertmacro RefuseWhileItRuns "tamis.exe" "window"
  !insertmacro RefuseWhileItRuns "tamis-command.exe" "command"
FunctionEnd

Section
  SetOutPath "$INSTDIR"
  ; Files of the version before: its folder is the program's own, with no file of the user.
  RMDir /r "$INSTDIR\_internal"
  File /r "${FOLDER}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\Tamis.lnk" "$INSTDIR\tamis.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "Tamis"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\tamis.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\tamis.exe"
  Delete "$INSTDIR\tamis-command.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Tamis.lnk"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
