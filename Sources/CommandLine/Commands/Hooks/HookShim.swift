/// The shell script that stands where git looks for a hook.
///
/// POSIX sh, checked by shellcheck in the tests. It finds the program, keeps a crash from asking questions, and runs the hook
/// that was there before with the same arguments and the same standard input.
enum HookShim {
  /// The hooks that are installed.
  static let names = ["pre-commit", "pre-push"]

  /// What the name of a displaced hook ends in.
  static let displacedSuffix = ".before-gatehouse"

  /// The line by which our own scripts are known.
  static let mark = "# gatehouse-hook v1: written by `gatehouse install`, removed by `gatehouse uninstall`"

  /// The script for a hook.
  ///
  /// - Parameter program: the absolute path of this program; the PATH is asked when it has moved, as GUI clients have none.
  static func script(for hook: String, program: String) -> String {
    let order =
      hook == "pre-push"
      ? """
      # Git gives the refs on standard input, and both hooks must see all of them.
      input=$(cat; printf x)
      input=${input%x}
      printf '%s' "$input" | "$program" hook pre-push -- "$@" || exit $?
      if [ -x "$displaced" ]; then printf '%s' "$input" | "$displaced" "$@" || exit $?; fi
      """
      : """
      # The other hook first: it may change what is staged.
      if [ -x "$displaced" ]; then "$displaced" "$@" || exit $?; fi
      "$program" hook \(hook) || exit $?
      """
    return """
      #!/bin/sh
      \(mark)
      # Without this a crash of the program would wait for a key on a terminal.
      SWIFT_BACKTRACE=enable=no
      export SWIFT_BACKTRACE
      displaced="$0\(displacedSuffix)"
      program=\(quoted(program))
      [ -x "$program" ] || program=$(command -v gatehouse) || program=
      if [ -z "$program" ]; then
        # A repository that has a policy must not be pushed unseen; in any other, a missing program is nobody's business.
        for commit in HEAD $(git for-each-ref --format='%(objectname)' 'refs/remotes/*/HEAD' 2>/dev/null); do
          if git cat-file -e "$commit:.gatehouse/policy.yaml" 2>/dev/null; then
            echo 'error: gatehouse is not installed, and this repository is governed by it' >&2
            echo "hint: install gatehouse and put it on the PATH, or remove $0" >&2
            exit 1
          fi
        done
        [ -x "$displaced" ] || exit 0
        exec "$displaced" "$@"
      fi
      \(order)

      """
  }

  /// A text as one word of sh.
  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
