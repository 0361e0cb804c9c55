// The protocol buffers of libpg_query, which the release leaves out: the gate reads parse trees as JSON.
//
// libpg_query's parse function of either form is in one member of its archive, so the linker would take half a megabyte of
// descriptors along, whose pointers the dynamic linker writes to in every process. Linked before libpg_query.a, this name
// keeps them out.
#include <stdlib.h>

void pg_query_nodes_to_protobuf(void);
void pg_query_nodes_to_protobuf(void) { abort(); }
