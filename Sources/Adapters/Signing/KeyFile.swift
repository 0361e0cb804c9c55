public import Attestation
public import Findings
import Glibc

/// Reads key files.
public enum KeyFile {
  /// The public key of a `.pub` file or of an OpenSSH private key file, encrypted or not.
  public static func publicKey(at path: String) throws(Failure) -> PublicKey {
    let bytes = try read(path, limit: OpenSSHPrivateKey.sizeLimit)
    if bytes.starts(with: OpenSSHPrivateKey.header.utf8) {
      return try OpenSSHPrivateKey(parsing: bytes).publicKey
    }
    do throws(AttestationError) {
      let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
      guard let text = String(validating: line, as: UTF8.self) else {
        throw AttestationError(.malformed, "it is not text")
      }
      return try PublicKey(line: text)
    } catch {
      throw Failure(
        .signing, "\(path) is not a usable key: \(error.message)",
        hint: "give an OpenSSH private key or its .pub file")
    }
  }

  /// A whole file of at most `limit` bytes.
  public static func read(_ path: String, limit: Int = 1 << 16) throws(Failure) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path, errno) }
    defer { close(descriptor) }
    var content: [UInt8] = []
    while true {
      var code: Int32 = 0
      let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
        let received = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        code = received < 0 ? errno : 0
        count = max(0, received)
      }
      if code == EINTR { continue }
      guard code == 0 else { throw unreadable(path, code) }
      guard !chunk.isEmpty else { return content }
      content += chunk
      guard content.count <= limit else { throw Failure(.signing, "\(path) is larger than \(limit) bytes") }
    }
  }

  private static func unreadable(_ path: String, _ code: Int32) -> Failure {
    Failure(.signing, unsafe "\(path) cannot be read: \(String(cString: strerror(code)))")
  }
}
