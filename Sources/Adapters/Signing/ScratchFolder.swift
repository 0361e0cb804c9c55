import Findings
import Glibc

/// A folder of our own, readable by nobody else, that goes away with its owner.
struct ScratchFolder: ~Copyable {
  private let path: String
  /// The message and what `ssh-keygen` writes beside it: all that is ever in here.
  private static let names = ["message", "message.sig"]

  init(parent: String) throws(Failure) {
    var template = Array("\(parent)/gatehouse-XXXXXX".utf8CString)
    let isMade = unsafe template.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return false }
      return unsafe mkdtemp(start) != nil
    }
    guard isMade else {
      throw Failure(.signing, "no temporary folder can be made in \(parent)", hint: "set TMPDIR")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for name in Self.names { unsafe unlink("\(path)/\(name)") }
    unsafe rmdir(path)
  }

  /// Writes the message to a file that only we can read and gives its path.
  func write(message bytes: [UInt8]) throws(Failure) -> String {
    let file = "\(path)/\(Self.names[0])"
    let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure(.signing, "a temporary file cannot be made in \(path)") }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw Failure(.signing, "a temporary file cannot be written in \(path)") }
      rest = rest.dropFirst(written)
    }
    return file
  }
}
