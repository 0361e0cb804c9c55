// The entry points of libgit2's HTTPS and SSH transports, defined as "not available".
//
// Linked before libgit2.a, they keep the archive's network members (TLS, SSH, Kerberos, CA certificates) out of the release:
// the gate reads objects and talks to nobody. Start-up falls from 10 to 2 ms, since libgit2 parses the system's CA bundle at
// initialisation. The names are internal to libgit2 1.5.1 as Debian builds it; another libgit2 fails to link instead of
// running differently. Only the release link uses this target (GATEHOUSE_LINK=static).
#include <stddef.h>

enum { not_available = -1 };

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
