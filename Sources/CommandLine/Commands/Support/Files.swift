import Findings
import Glibc

/// Files of the machine: evidence, hooks, keys, memory. Not files of the repository's history; those are objects.
enum Files {
  /// The whole of a file.
  ///
  /// - Throws: `storage` if it cannot be read or is larger than `limit` bytes.
  static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(.usage, "\(DisplayText.escaping(path)) cannot be read: \(reason())", hint: "check the path")
    }
    defer { close(descriptor) }
    return try readAll(descriptor, DisplayText.escaping(path), limit: limit)
  }

  /// The whole of a file; `nil` if there is none.
  static func readIfPresent(_ path: String, limit: Int) throws(Failure) -> [UInt8]? {
    guard exists(path) else { return nil }
    return try read(path, limit: limit)
  }

  /// Everything that a descriptor gives.
  static func readAll(_ descriptor: Int32, _ name: String, limit: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    // Most files are small, and each page of a buffer costs its first touch.
    var chunk = [UInt8](repeating: 0, count: 1 << 12)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        // A directory opens like a file and cannot be read.
        let code: FailureCode = errno == EISDIR ? .usage : .storage
        throw Failure(code, "\(name) cannot be read: \(reason())", hint: "name a file that you may read")
      }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= limit else { throw Failure(.usage, "\(name) is larger than \(limit) bytes") }
      if count == chunk.count, chunk.count < 1 << 16 { chunk = [UInt8](repeating: 0, count: chunk.count * 4) }
    }
  }

  /// Writes a file whole or not at all: a new file beside it, flushed, then renamed.
  ///
  /// - Parameter isDurable: whether it must survive a power cut, which takes the disk's time.
  static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t = 0o644, isDurable: Bool = true
  ) throws(Failure) {
    let temporary = "\(path).\(getpid()).new"
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw unwritable(path) }
    let unwritten = put(bytes, to: descriptor)
    guard unwritten == 0 else {
      close(descriptor)
      unsafe unlink(temporary)
      throw unwritable(path, unwritten)
    }
    guard !isDurable || fsync(descriptor) == 0, fchmod(descriptor, mode) == 0, close(descriptor) == 0,
      unsafe rename(temporary, path) == 0
    else {
      let failure = unwritable(path)
      unsafe unlink(temporary)
      throw failure
    }
  }

  /// Writes what a person asked for to where they asked for it: whole or not at all if that is a file, through a link to
  /// where it leads, and as it comes into a device or pipe, which a rename would replace.
  static func deliver(_ bytes: [UInt8], to path: String) throws(Failure) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return try write(bytes, to: path) }
    if status.st_mode & S_IFMT == S_IFREG { return try write(bytes, to: realPath(path) ?? path) }
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unwritable(path) }
    let reason = put(bytes, to: descriptor)
    let isClosed = close(descriptor) == 0
    guard reason == 0, isClosed else { throw unwritable(path, reason) }
  }

  /// Writes everything, waiting for room where whoever shares the stream made it non-blocking.
  ///
  /// - Returns: 0, or why it could not be written, as an `errno`.
  static func put(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&polled, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  /// Makes a directory and those above it.
  static func makeDirectory(_ path: String) throws(Failure) {
    if exists(path) { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try makeDirectory(String(path[..<slash])) }
    guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else { throw unwritable(path) }
  }

  /// Removes a file; nothing happens if there is none.
  static func remove(_ path: String) throws(Failure) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else { throw unwritable(path) }
  }

  /// Whether anything stands at the path, a dangling symbolic link included.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }

  /// Whether a regular file stands at the path, not a link to one.
  static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Moves a file, over another if there is one.
  static func move(_ path: String, to other: String) throws(Failure) {
    guard unsafe rename(path, other) == 0 else { throw unwritable(other) }
  }

  /// The path without links; `nil` if nothing stands there.
  static func realPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// The absolute path of the running program.
  static func pathOfThisProgram() throws(Failure) -> String {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe buffer.withUnsafeMutableBytes { bytes -> Int in
      guard let base = bytes.baseAddress else { return -1 }
      return unsafe readlink("/proc/self/exe", base.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    guard count > 0 else { throw Failure(.internal, "the program's own path cannot be read", hint: "mount /proc") }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  /// What tells one build of the program from another: its file, the size of it, and when it was written and put there, in
  /// nanoseconds. The last cannot be set by whoever packs the file.
  static func buildOfThisProgram() -> String {
    var status = stat()
    guard unsafe stat("/proc/self/exe", &status) == 0 else { return "unknown" }
    let times = [status.st_mtim, status.st_ctim].map { "\($0.tv_sec).\($0.tv_nsec)" }
    return "\(status.st_dev) \(status.st_ino) \(status.st_size) \(times[0]) \(times[1])"
  }

  /// - Parameter reason: the `errno`, where it is not that of the last call.
  private static func unwritable(_ path: String, _ reason: Int32 = 0) -> Failure {
    Failure(
      .storage, "\(DisplayText.escaping(path)) cannot be written: \(self.reason(reason == 0 ? errno : reason))",
      hint: "check that the directory exists and that you may write there")
  }

  private static func reason(_ code: Int32 = errno) -> String { unsafe String(cString: strerror(code)) }
}
