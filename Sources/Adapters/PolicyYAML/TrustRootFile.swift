public import Attestation
public import Findings

/// The trust root file `.gatehouse/trust.yaml`.
public enum TrustRootFile {
  /// Reads a trust root strictly.
  ///
  /// - Parameters:
  ///   - bytes: the contents of the file.
  ///   - name: what messages call the file, such as `.gatehouse/trust.yaml`.
  ///   - sha256: the hash for key ids.
  /// - Throws: a configuration failure `name:line:column: what is wrong`, where possible with a suggestion.
  public static func decode(
    _ bytes: [UInt8], name: String, sha256: SHA256Function
  ) throws(Failure) -> TrustRoot {
    let file = YAMLFile(name: name)
    let decoder = TrustRootDecoder(reader: NodeReader(file: file), sha256: sha256)
    return try decoder.trustRoot(YAMLReader.read(bytes, file))
  }

  /// Writes a trust root so that ``decode(_:name:sha256:)`` reads the same value; equal values give equal
  /// bytes.
  public static func encode(_ trustRoot: TrustRoot) -> [UInt8] {
    Array(TrustRootEncoder().text(of: trustRoot).utf8)
  }
}
