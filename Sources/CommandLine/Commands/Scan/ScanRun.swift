import Findings
import Gate
import GitLibgit2
import GitProcess
import Repositories

/// A history that is being scanned by several threads.
struct ScanRun {
  typealias ReaderFactory = @Sendable () throws(Failure) -> any ObjectReader

  private let queue: ScanQueue
  private let threads: [WorkerThread]

  /// Starts scanning.
  ///
  /// - Parameter openReader: makes a reader for each thread: handles belong to one thread at a time.
  init(
    scan: HistoryScan, listing: CommitListing, openReader: @escaping ReaderFactory, workers: Int
  ) throws(Failure) {
    let queue = ScanQueue(listing, workers: workers)
    var threads: [WorkerThread] = []
    do throws(Failure) {
      for _ in 0..<workers {
        threads.append(try WorkerThread { queue.finish(Self.work(scan, queue, openReader)) })
      }
    } catch {
      queue.stop()
      for thread in threads { thread.join() }
      throw error
    }
    self.queue = queue
    self.threads = threads
  }

  /// Judges batches until none is left, and tells why that was not to the end.
  private static func work(_ scan: HistoryScan, _ queue: ScanQueue, _ openReader: ReaderFactory) -> Failure? {
    do throws(Failure) {
      let walk = HistoryWalk(reader: try openReader())
      while let batch = try queue.take() {
        var scanned: [ScannedCommit] = []
        for commit in batch.commits { scanned.append(try scan.judge(commit, in: walk)) }
        queue.put(batch.number, scanned)
      }
      return nil
    } catch {
      queue.stop()
      return error
    }
  }

  /// The next commits in the order of the history, waiting for them a moment.
  func next(milliseconds: Int) throws(Failure) -> ScanQueue.Next { try queue.next(milliseconds: milliseconds) }

  /// Ends the threads.
  func end() {
    queue.stop()
    for thread in threads { thread.join() }
  }
}

extension Session {
  /// Makes readers that are tuned for whole histories, of the sort that this repository can be read with.
  func historyReaders() throws(Failure) -> ScanRun.ReaderFactory {
    guard try queries.isReadByFactory else {
      let readers = try queries.plumbingReaders()
      return { () throws(Failure) in readers() }
    }
    let facts = try queries.facts
    return { () throws(Failure) in
      try Libgit2ObjectReader(
        directory: facts.objectDirectory, alternates: facts.alternateObjectDirectories, purpose: .history)
    }
  }
}
