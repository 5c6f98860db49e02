package mnist.cli.frame;

import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * The completion of the command line for bash, and for zsh by its bashcompinit: picocli's script, with what it lacks. It
 * does not know values after an equals sign, which bash makes a word of its own and zsh leaves in the option's; nor
 * options that take a name or a folder; and it registers itself for names that no program of ours has.
 */
public final class BashCompletion {
    private static final String COMPLETE_ARGUMENTS = """
            # What picocli's function expects: every option's value in a word of its own, without equals signs.
            function _mnist_complete() {
              local -a words=()
              local word i prefix=""
              for ((i = 0; i <= COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                case $word in
                  =) [ "$i" -lt "$COMP_CWORD" ] || words+=("") ;;
                  --*=*)
                    words+=("${word%%=*}" "${word#*=}")
                    [ "$i" -lt "$COMP_CWORD" ] || prefix=${word%%=*}=
                    ;;
                  *) words+=("$word") ;;
                esac
              done
              local -a COMP_WORDS=("${words[@]}")
              local COMP_CWORD=$((${#words[@]} - 1))
              COMPREPLY=()
              _complete_mnist
              if [ "$COMP_CWORD" -gt 1 ] && [ "${COMP_WORDS[COMP_CWORD-1]}" = --data ]; then
                type compopt &>/dev/null && compopt -o filenames
                local IFS=$'\n'
                COMPREPLY+=($(compgen -d -- "${COMP_WORDS[COMP_CWORD]}"))
              fi
              if [ -n "$prefix" ] && [ "${#COMPREPLY[@]}" -gt 0 ]; then
                COMPREPLY=("${COMPREPLY[@]/#/$prefix}")
              fi
            }

            """;

    private BashCompletion() {}

    public static String of(CommandLine program) {
        String script = AutoComplete.bash(program.getCommandName(), program);
        int registration = script.lastIndexOf("# Define a completion specification");
        if (registration < 0) {
            throw new IllegalStateException("picocli's script ends in another way than it used to");
        }
        return script.substring(0, registration)
                + COMPLETE_ARGUMENTS
                + "complete -F _mnist_complete -o default mnist\n";
    }
}
