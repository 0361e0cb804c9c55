import Foundation

/// The archives on this machine of which the release leaves parts out.
enum InstalledArchive {
  static let libgit2 = archive("libgit2.a")
  static let libpgQuery = archive("libpg_query.a")

  /// An archive where libgit2 says that its own is.
  private static func archive(_ name: String) -> String? {
    guard let folder = try? Checkout.output("pkg-config", ["--variable=libdir", "libgit2"]) else { return nil }
    let path = folder.trimmingCharacters(in: .whitespacesAndNewlines) + "/" + name
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// Where the oracles are required, a missing archive is a failure and not a reason to skip.
  static var isExpected: Bool {
    libgit2 != nil || ProcessInfo.processInfo.environment["GATEHOUSE_REQUIRE_ORACLES"] == "1"
  }
}
