import Foundation

/// The archive of libgit2 on this machine.
enum InstalledArchive {
  static let libgit2: String? = {
    guard let folder = try? Checkout.output("pkg-config", ["--variable=libdir", "libgit2"]) else { return nil }
    let path = folder.trimmingCharacters(in: .whitespacesAndNewlines) + "/libgit2.a"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  /// Where the oracles are required, a missing archive is a failure and not a reason to skip.
  static var isExpected: Bool {
    libgit2 != nil || ProcessInfo.processInfo.environment["GATEHOUSE_REQUIRE_ORACLES"] == "1"
  }
}
