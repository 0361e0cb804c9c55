// Nothing is called from here: the names are for the linker.
