/* Stands in for the icuuc.dll of Windows 10 where wine has none: no converter can be opened, and
   Qt, which asks for nothing else of it, goes on with its own. */
#define NONE(name) __declspec(dllexport) void *name(void) { return 0; }

__declspec(dllexport) void *ucnv_open(const char *name, int *error)
{
    (void)name;
    *error = 4; /* U_FILE_ACCESS_ERROR */
    return 0;
}

NONE(ucnv_canonicalName) NONE(ucnv_close) NONE(ucnv_compareNames) NONE(ucnv_convertEx)
NONE(ucnv_countAliases) NONE(ucnv_countAvailable) NONE(ucnv_countStandards) NONE(ucnv_fromUnicode)
NONE(ucnv_fromUCountPending) NONE(ucnv_getAlias) NONE(ucnv_getAvailableName)
NONE(ucnv_getDefaultName) NONE(ucnv_getFromUCallBack) NONE(ucnv_getMaxCharSize) NONE(ucnv_getName)
NONE(ucnv_getStandard) NONE(ucnv_getStandardName) NONE(ucnv_getSubstChars)
NONE(ucnv_getToUCallBack) NONE(ucnv_reset) NONE(ucnv_setFromUCallBack) NONE(ucnv_setSubstChars)
NONE(ucnv_setSubstString) NONE(ucnv_setToUCallBack) NONE(ucnv_toUCountPending)
NONE(ucnv_toUnicode)
