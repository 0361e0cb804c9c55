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

  /// Gives the calling thread room for what it will allocate. The allocator gives each thread but the first a heap of its
  /// own, which it makes larger page by page with a system call each, whatever ``step`` says; one large piece that is freed
  /// at once is kept as room.
  static func reserveForThread() {
    unsafe free(malloc(Int(kept) / 2))
  }
}
