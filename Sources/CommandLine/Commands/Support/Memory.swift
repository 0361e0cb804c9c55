import CMalloc
import Glibc

/// How this process takes memory from the system.
enum Memory {
  /// The allocator asks the system for it in steps of this, and keeps up to ``kept`` of what is freed, in bytes. Objects are
  /// read one after the other: by itself it would give a blob's pages back each time and fault them in for the next one.
  private static let step: Int32 = 512 << 10
  private static let kept: Int32 = 16 << 20

  /// Keeps freed memory for the next object that is read.
  static func keepFreed() {
    mallopt(M_TOP_PAD, step)
    mallopt(M_TRIM_THRESHOLD, kept)
    mallopt(M_MMAP_THRESHOLD, kept)
  }

  /// What a thread of a long run gets at once, in pieces below the limit from which the system is asked for each one.
  private static let piece = Int(kept) / 2
  private static let pieces = 4

  /// Gives the calling thread room for what it will allocate. The allocator gives each thread but the first a heap of its
  /// own, which it makes larger page by page with a system call each, whatever ``step`` says; large pieces that are freed
  /// at once are kept as room. It is address space until it is used.
  static func reserveForThread() {
    mallopt(M_TRIM_THRESHOLD, Int32(piece * (pieces + 1)))
    let room = unsafe (0..<pieces).map { _ in unsafe malloc(piece) }
    unsafe room.forEach { unsafe askForLargePages($0) }
    unsafe room.forEach { unsafe free($0) }
  }

  /// One fault for two mebibytes instead of one for each page, where the system has such pages for who asks.
  private static func askForLargePages(_ room: UnsafeMutableRawPointer?) {
    let page = sysconf(Int32(_SC_PAGESIZE))
    let start = (Int(bitPattern: room) + page - 1) / page * page
    // Where they cannot be had, small pages do.
    unsafe madvise(UnsafeMutableRawPointer(bitPattern: start), piece - page, MADV_HUGEPAGE)
  }
}
