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

  private static let leftOut = ["mbedtls_ssl_", "mbedtls_x509_", "libssh2_", "gss_", "pcre2_"]

  private static func isLeftOut(_ name: String) -> Bool { leftOut.contains { name.hasPrefix($0) } }
}
