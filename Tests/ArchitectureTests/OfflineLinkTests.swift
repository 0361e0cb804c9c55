import Foundation
import Testing

/// The release link leaves out parts of libgit2 by defining some of its internal names (CGit2Offline). These tests hold
/// those names against the archive that is installed; `GATEHOUSE_LINK=static swift test` runs everything on that link.
@Suite(.enabled(if: InstalledArchive.isExpected, "libgit2.a is not installed"))
struct OfflineLinkTests {
  private let libgit2: StaticArchive
  /// The names that offline.c defines.
  private let replaced: Set<String>
  /// The names that the adapter calls, itself or through the shim.
  private let called: Set<String>

  init() throws {
    let archive = try #require(InstalledArchive.libgit2, "apt install libgit2-dev")
    libgit2 = StaticArchive(nm: try Checkout.output("nm", [archive]))
    let offline = try Checkout.text("Sources/System/CGit2Offline/offline.c")
    replaced = Set(offline.matches(of: /(?:int|void) (git_\w+)(?:\(| =)/).map { String($0.1) })
    let sources =
      try Checkout.swiftFiles(under: "Sources/Adapters/GitLibgit2").map(Checkout.text)
      + [try Checkout.text("Sources/System/CGit2/shim.h")]
    called = Set(sources.flatMap { $0.matches(of: /\b(git_\w+)\(/).map { String($0.1) } }).filter(libgit2.defines)
  }

  @Test("Every replaced name is one that this libgit2 defines")
  func replacedNames() {
    #expect(replaced.count == 13)
    #expect(called.isSuperset(of: ["git_libgit2_init", "git_odb_open", "git_odb_read"]))
    for name in replaced.sorted() { #expect(libgit2.defines(name), "\(name)") }
  }

  @Test("What is linked defines no replaced name a second time")
  func noDuplicates() {
    let (defined, _) = libgit2.link(called, replaced: replaced)
    #expect(defined.intersection(replaced) == [])
  }

  @Test("Without the replaced names the link would hold TLS, SSH, Kerberos and PCRE; with them it does not")
  func networkCodeStaysOut() {
    let with = libgit2.link(called, replaced: replaced).missing.filter(Self.isLeftOut)
    let without = libgit2.link(called, replaced: []).missing.filter(Self.isLeftOut)
    #expect(with == [])
    for prefix in Self.leftOut { #expect(without.contains { $0.hasPrefix(prefix) }, "\(prefix)") }
  }

  private static let guardScript = "Sources/System/CGit2Offline/guard.sh"

  @Test("The guard of the release link lets this libgit2 pass")
  func guardPasses() throws { #expect(try Checkout.output("sh", [Self.guardScript]) == "") }

  /// Another libgit2: what is done to a copy of the archive, the version it claims, and what the guard says of it.
  static let others = [
    (change: "true", version: "1.8.4", reason: "libgit2 is 1.8.4; the offline link replaces names of"),
    (change: "rm libgit2.a", version: "", reason: "there is no "),
    (change: "true >libgit2.a", version: "", reason: "cannot be read by nm"),
    (change: "ar d libgit2.a ssh.c.o", version: "", reason: "does not define git_smart_subtransport_ssh"),
    (
      change: "objcopy --redefine-sym git_transport_ssh_global_init=git_transport_ssh_init libgit2.a", version: "",
      reason: "does not define git_transport_ssh_global_init"
    ),
    (
      change: "ar x libgit2.a regexp.c.o && mv regexp.c.o config.o && ar d libgit2.a regexp.c.o "
        + "&& ar q libgit2.a config.o",
      version: "", reason: "defines git_regexp_compile in config.o, which is no network code"
    ),
    (
      change: "ar x libgit2.a ssh.c.o && mv ssh.c.o again.o && ar q libgit2.a again.o", version: "",
      reason: "defines git_smart_subtransport_ssh more than once"
    ),
    (
      change: "ar x libgit2.a http.c.o && objcopy --add-symbol git_http_more=.text:0,global,function http.c.o "
        + "&& ar r libgit2.a http.c.o", version: "",
      reason: "defines other names than offline.c replaces: git_http_more"
    ),
  ]

  @Test("It refuses another one and says how to link that", arguments: others)
  func guardRefuses(change: String, version: String, reason: String) throws {
    let archive = try #require(InstalledArchive.libgit2)
    let script = """
      set -eu
      folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
      cp "$1" "$folder/libgit2.a" && (cd "$folder" && eval "$2")
      version=$3; [ -n "$version" ] || version=$(pkg-config --modversion libgit2)
      sh "$4" "$folder/libgit2.a" "$version" 2>&1 && echo "let it pass" || echo "status $?"
      """
    let said = try Checkout.output("sh", ["-c", script, "sh", archive, change, version, Self.guardScript])
    #expect(said.contains(reason), "\(said)")
    #expect(said.contains("hint: make release-plain"), "\(said)")
    #expect(said.hasSuffix("status 1\n"), "\(said)")
  }

  private static let leftOut = ["mbedtls_ssl_", "mbedtls_x509_", "libssh2_", "gss_", "pcre2_"]

  private static func isLeftOut(_ name: String) -> Bool { leftOut.contains { name.hasPrefix($0) } }
}
