import Findings
import Policy
import YAML

/// Reads the servers that run migrations.
struct DatabaseDecoder: Sendable {
  let reader: NodeReader

  func servers(_ node: YAMLNode) throws(Failure) -> [DatabaseServer] {
    var servers: [DatabaseServer] = []
    for element in try reader.elements(node) {
      let fields = try FieldReader(element, reader, "a database", keys: ["server", "version", "paths"])
      let product = try reader.word(fields.required("server"), as: DatabaseServer.Product.self, called: "server")
      let paths = try fields.optional("paths", reader.globs)
      if let written = fields["paths"], paths?.isEmpty == true {
        throw reader.failure(written, "no path: this server would run nothing", hint: "leave 'paths' out for all files")
      }
      servers.append(DatabaseServer(product, try version(fields.required("version")), paths: paths ?? []))
    }
    return servers
  }

  /// A whole number may stand without quotes; `8.0` may not, which is also the number 8.
  private func version(_ node: YAMLNode) throws(Failure) -> ServerVersion {
    let text: String
    if case .scalar(let plain, isPlain: true) = node.content, NodeReader.decimal(plain) != nil {
      text = plain
    } else {
      text = try reader.text(node)
    }
    guard let version = ServerVersion(text) else {
      throw reader.failure(
        node, "a version is one to three numbers between dots, not \(reader.described(node))",
        hint: "such as \"11\" or \"8.0.29\"")
    }
    return version
  }
}
