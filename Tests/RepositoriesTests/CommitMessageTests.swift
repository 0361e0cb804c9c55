import Repositories
import Testing

@Suite("Messages while they are being edited")
struct CommitMessageTests {
  private static let cut = " ------------------------ >8 ------------------------"

  /// What git makes of a file, and whether the ticket in it counts.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    var cleanup = CommitMessage.Cleanup.standard
    var comment: String? = "#"
    var isEdited = true
    let tickets: [String]
    var testDescription: String { name }
  }

  @Test(
    "trailers are those of the message that git will store",
    arguments: [
      Case(name: "above git's comments", text: "S\n\nTicket: A\n\n# Please enter\n# words\n", tickets: ["A"]),
      Case(name: "in a comment", text: "S\n\n# Ticket: A\n", tickets: []),
      Case(name: "below the scissors", text: "S\n#\(cut)\ndiff\n\nTicket: A\n", tickets: []),
      Case(name: "above the scissors", text: "S\n\nTicket: A\n#\(cut)\ndiff\n", tickets: ["A"]),
      Case(name: "scissors of another character", text: "S\n;\(cut)\n\nTicket: A\n", comment: ";", tickets: []),
      Case(name: "scissors of no character", text: "S\n;\(cut)\n\nTicket: A\n", tickets: ["A"]),
      Case(name: "no editor: # is text", text: "S\n\nTicket: A\n\n#12\n", isEdited: false, tickets: []),
      Case(
        name: "no editor, strip", text: "S\n\nTicket: A\n\n#12\n", cleanup: .strip, isEdited: false, tickets: ["A"]),
      Case(
        name: "no editor: scissors are text", text: "S\n#\(cut)\n\nTicket: A\n", cleanup: .scissors, isEdited: false,
        tickets: ["A"]),
      Case(name: "whitespace keeps comments", text: "S\n\nTicket: A\n\n#12\n", cleanup: .whitespace, tickets: []),
      Case(name: "verbatim keeps comments", text: "S\n\nTicket: A\n\n#12\n", cleanup: .verbatim, tickets: []),
      Case(name: "a longer comment", text: "S\n\n// Ticket: B\n// Ticket: A\n", comment: "//", tickets: []),
      Case(name: "chosen by the last line", text: "#1\n\nTicket: A\n\n; Please\n", comment: nil, tickets: ["A"]),
      Case(
        name: "chosen by the cut line", text: "#1\n\nTicket: A\n;\(cut)\n;diff\n+x\n", comment: nil, tickets: ["A"]),
      Case(name: "carriage returns", text: "S\r\n\r\nTicket: A\r\n", tickets: ["A"]),
      Case(name: "nothing", text: "", tickets: []),
    ])
  func trailers(_ example: Case) {
    let message = CommitMessage(Array(example.text.utf8))
      .cleaned(example.cleanup, comment: example.comment, isEdited: example.isEdited)
    #expect(message.trailers("Ticket") == example.tickets)
  }
}
