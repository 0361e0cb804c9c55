// Nothing to call: this target only gives the linker the symbols that keep libgit2's network code out.
