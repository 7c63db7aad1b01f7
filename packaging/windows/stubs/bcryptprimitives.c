/* Stands in for the bcryptprimitives.dll of Windows where wine has none: the random numbers that
   libraries written in Rust ask for, from the older function that wine has. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(void *, ULONG);

__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *place, SIZE_T size)
{
    return SystemFunction036(place, (ULONG)size);
}
