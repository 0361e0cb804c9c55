// The Swift importer's own module of glibc leaves the allocator's settings out.
#include <malloc.h>
