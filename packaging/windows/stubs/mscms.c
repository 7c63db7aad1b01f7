/* Stands in for mscms.dll beside the program: with that of wine 8 a window of Qt does not come up.
   No screen has a colour profile. */
#define NONE(name, answer) __declspec(dllexport) void *name(void) { return (void *)answer; }

NONE(OpenColorProfileW, 0)
NONE(GetColorProfileFromHandle, 0)
NONE(WcsCreateIccProfile, 0)
NONE(CloseColorProfile, 1)
