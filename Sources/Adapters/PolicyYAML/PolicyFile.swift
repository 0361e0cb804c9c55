public import Findings
public import Policy

/// The policy file `.gatehouse/policy.yaml`.
public enum PolicyFile {
  /// Reads a policy strictly and merges the packs that it extends.
  ///
  /// - Parameters:
  ///   - bytes: the contents of the file.
  ///   - name: what messages and rule locations call the file, such as `.gatehouse/policy.yaml`.
  /// - Throws: a configuration failure `name:line:column: what is wrong`, where possible with a suggestion.
  public static func decode(_ bytes: [UInt8], name: String) throws(Failure) -> Policy {
    let file = YAMLFile(name: name)
    let reader = NodeReader(file: file)
    return try PolicyDecoder(reader: reader).policy(YAMLReader.read(bytes, file))
  }
}
