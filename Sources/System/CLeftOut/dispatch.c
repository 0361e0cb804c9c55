// libdispatch, which the release leaves out.
//
// The Swift runtime's concurrency library starts the work of tasks on it. Nothing here is asynchronous, and a test holds the
// sources to that, so none of it is ever called; but it sets itself up when a process starts, and its tables of pointers
// are written to by the dynamic linker. Linked before libdispatch.a, these names keep the archive out. They are hidden:
// where the runtime is a shared library, it finds the real ones.
#include <stdlib.h>

#pragma GCC visibility push(hidden)

_Noreturn static void never(void) { abort(); }

long _dispatch_main_q[16], _dispatch_queue_attr_concurrent[16], _dispatch_source_type_timer[16];

#define NEVER(name) \
  void name(void); \
  void name(void) { never(); }

NEVER(dispatch_activate)
NEVER(dispatch_after_f)
NEVER(dispatch_assert_queue)
NEVER(dispatch_async_f)
NEVER(dispatch_main)
NEVER(dispatch_queue_attr_make_with_qos_class)
NEVER(dispatch_queue_create)
NEVER(dispatch_queue_set_width)
NEVER(dispatch_release)
NEVER(dispatch_set_context)
NEVER(dispatch_source_create)
NEVER(dispatch_source_set_event_handler_f)
NEVER(dispatch_source_set_timer)
NEVER(dispatch_walltime)

#pragma GCC visibility pop
