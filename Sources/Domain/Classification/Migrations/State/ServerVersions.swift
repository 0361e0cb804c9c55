import Findings

/// The oldest version of each server that may run a file; `nil` where the policy names none, which is taken for the
/// newest.
struct ServerVersions: Hashable, Sendable {
  private var oldest: [DatabaseServer.Product: ServerVersion] = [:]

  init() {}

  init(_ servers: [DatabaseServer], running path: RepositoryPath) {
    for server in servers where server.runs(path) {
      oldest[server.product] = min(oldest[server.product] ?? server.version, server.version)
    }
  }

  subscript(_ product: DatabaseServer.Product) -> ServerVersion? { oldest[product] }

  /// Whether a server of that kind before `version` may run the file.
  func mayBe(_ product: DatabaseServer.Product, before version: ServerVersion) -> Bool {
    oldest[product].map { $0 < version } ?? false
  }
}
