import Findings
import Glibc

/// The ledger's files: private, and never reached through a symbolic link put in their place.
enum LedgerFile {
  /// A checkpoint has under 200 bytes.
  private static let readLimit = 4096

  /// Whether there is a regular file.
  static func exists(_ path: String) throws(Failure) -> Bool {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else { throw failure("looked up", path) }
      return false
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Failure(
        .storage, "\(path) is no regular file", hint: "remove the link or folder that stands there")
    }
    return true
  }

  /// Makes an empty file with mode 0600 unless there is one; SQLite alone would follow the umask.
  static func create(_ path: String) throws(Failure) {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      close(descriptor)
    } else if errno == EEXIST {
      _ = try exists(path)
    } else {
      throw failure("made", path)
    }
  }

  /// The whole content; `nil` when there is no file.
  static func read(_ path: String) throws(Failure) -> [UInt8]? {
    guard try exists(path) else { return nil }
    let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("read", path) }
    defer { close(descriptor) }
    var isFailed = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: readLimit) { buffer, count in
      let received = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      isFailed = received < 0
      count = max(0, received)
    }
    if isFailed { throw failure("read", path) }
    return bytes
  }

  /// Replaces the content as a whole: whoever reads sees the old or the new, also after a crash.
  static func replace(_ path: String, with bytes: [UInt8]) throws(Failure) {
    // mkstemp gives each writer a file of its own, with mode 0600.
    var template = Array("\(path).XXXXXX".utf8CString)
    let descriptor = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe mkstemp($0) } ?? -1
    }
    guard descriptor >= 0 else { throw failure("written", path) }
    let fresh = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    let isDurable = written == bytes.count && fsync(descriptor) == 0
    close(descriptor)
    guard isDurable, unsafe rename(fresh, path) == 0 else {
      unsafe unlink(fresh)
      throw failure("written", path)
    }
  }

  private static func failure(_ action: String, _ path: String) -> Failure {
    Failure(.storage, unsafe "\(path) could not be \(action): \(String(cString: strerror(errno)))")
  }
}
