// No `link` line in the module map: Package.swift links libgit2 by name or from its archive.
#include <git2.h>
#include <git2/sys/odb_backend.h>

// `git_libgit2_opts` is variadic, which the importer leaves out; these are the typed calls that are used.
static inline int gatehouse_git2_set_strict_hash_verification(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

static inline int gatehouse_git2_set_mwindow_size(size_t bytes) {
  return git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, bytes);
}

static inline int gatehouse_git2_set_mwindow_mapped_limit(size_t bytes) {
  return git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, bytes);
}

static inline int gatehouse_git2_enable_caching(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_CACHING, enabled);
}
