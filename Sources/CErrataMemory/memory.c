#include "errata_memory.h"
