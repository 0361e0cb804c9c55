// The entry points of what the gate does not use of libgit2, defined as "not available".
//
// Linked before libgit2.a, they keep members of the archive out of the release. The names are internal to libgit2 1.5.1 as
// Debian builds it: Tests/ArchitectureTests holds them against the archive, and another libgit2 fails to link instead of
// running differently. Only the release link uses this target (GATEHOUSE_LINK=static).
#include <stddef.h>

enum { not_available = -1 };

// The HTTPS and SSH transports: the gate reads objects and talks to nobody. Without TLS, SSH, Kerberos and the system's CA
// bundle, which libgit2 parses at its start, ours falls from 10 to 2 ms.

int git_mbedtls_stream_global_init(void) { return 0; }

int git_mbedtls__set_cert_location(const char *file, const char *path) {
  (void)file;
  (void)path;
  return not_available;
}

int git_mbedtls_stream_new(void **out, const char *host, const char *port) {
  (void)host;
  (void)port;
  *out = NULL;
  return not_available;
}

int git_mbedtls_stream_wrap(void **out, void *in, const char *host) {
  (void)in;
  (void)host;
  *out = NULL;
  return not_available;
}

int git_transport_ssh_global_init(void) { return 0; }

int git_smart_subtransport_ssh(void **out, void *owner, void *parameter) {
  (void)owner;
  (void)parameter;
  *out = NULL;
  return not_available;
}

int git_transport_ssh_with_paths(void **out, void *owner, void *payload) {
  (void)owner;
  (void)payload;
  *out = NULL;
  return not_available;
}

int git_smart_subtransport_http(void **out, void *owner, void *parameter) {
  (void)owner;
  (void)parameter;
  *out = NULL;
  return not_available;
}

int git_http__expect_continue = 0;

// Regular expressions serve libgit2's configuration, revision names and diff drivers. The gate opens nothing but the object
// database, and asks git for the rest; without PCRE the binary is 0.55 MB smaller.

int git_regexp_compile(void *regexp, const char *pattern, int flags) {
  (void)regexp;
  (void)pattern;
  (void)flags;
  return not_available;
}

void git_regexp_dispose(void *regexp) { (void)regexp; }

int git_regexp_match(const void *regexp, const char *text) {
  (void)regexp;
  (void)text;
  return not_available;
}

int git_regexp_search(const void *regexp, const char *text, size_t count, void *matches) {
  (void)regexp;
  (void)text;
  (void)count;
  (void)matches;
  return not_available;
}
