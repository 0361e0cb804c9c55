import Glibc

/// What stands at a path, for those who look at hooks of other tools.
extension Files {
  /// The directory that holds what stands at the path.
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path.
  static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The path without links, as far down as it exists.
  static func realPathAsFarAsItExists(_ path: String) -> String {
    if let real = realPath(path) { return real }
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return path }
    return realPathAsFarAsItExists(String(path[..<slash])) + path[slash...]
  }

  /// The permissions of a file, links followed; `nil` if there is none.
  static func mode(of path: String) -> mode_t? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
  }

  /// Whether a symbolic link stands at the path, wherever it leads.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether a directory stands at the path, links followed.
  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether git could run what stands at the path.
  static func isExecutable(_ path: String) -> Bool { unsafe access(path, X_OK) == 0 }

  /// Removes a directory; `false` if it is not empty or not there.
  static func removeEmptyDirectory(_ path: String) -> Bool { unsafe rmdir(path) == 0 }
}
