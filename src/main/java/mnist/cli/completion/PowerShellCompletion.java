package mnist.cli.completion;

import java.util.stream.Collectors;
import mnist.cli.completion.Completed.Option;
import picocli.CommandLine;

/** A completer for PowerShell, for a line in somebody's profile: {@code . mnist.ps1}. */
public final class PowerShellCompletion {
    public static final String FILE = "mnist.ps1";

    private static final String SCRIPT = """
            # Completion of mnist for PowerShell.
            Register-ArgumentCompleter -Native -CommandName 'mnist', 'mnist.cmd' -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)

                # Of each command what may follow it, with its meaning.
                $commands = @{
            %s
                }
                $options = @{
            %s
                }
                # Of each option that has them.
                $values = @{
            %s
                }

                $before = @($commandAst.CommandElements | Select-Object -Skip 1 |
                    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
                $command = ''
                foreach ($word in $before) {
                    $longer = "$command $word".Trim()
                    if ($options.ContainsKey($longer)) { $command = $longer }
                }
                $option = if ($before.Count -gt 0) { $before[-1] } else { '' }
                $prefix = ''
                $start = "$wordToComplete"
                if ($start -match '^(--[^=]+)=(.*)$') {
                    $option = $Matches[1]
                    $prefix = "$option="
                    $start = $Matches[2]
                }
                if ($values.ContainsKey("$command $option")) {
                    $values["$command $option"] | Where-Object { $_.StartsWith($start) } | ForEach-Object {
                        [System.Management.Automation.CompletionResult]::new("$prefix$_", $_, 'ParameterValue', $_)
                    }
                    return
                }
                $offered = if ($start.StartsWith('-')) { $options[$command] } else { $commands[$command] }
                if ($null -ne $offered) {
                    $offered.GetEnumerator() | Where-Object { $_.Key.StartsWith($start) } | ForEach-Object {
                        [System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, 'ParameterName', $_.Value)
                    }
                }
            }
            """;

    private PowerShellCompletion() {}

    public static String of(CommandLine program) {
        Completed all = Completed.of(program);
        String commands = all.all()
                .filter(command -> !command.below().isEmpty())
                .map(command -> entry(
                        command.path(),
                        command.below().stream()
                                .map(below -> pair(below.name(), below.meaning()))
                                .collect(Collectors.joining("; "))))
                .collect(Collectors.joining("\n"));
        String options = all.all()
                .map(command -> entry(
                        command.path(),
                        command.options().stream()
                                .flatMap(option -> option.names().stream().map(name -> pair(name, option.meaning())))
                                .collect(Collectors.joining("; "))))
                .collect(Collectors.joining("\n"));
        String values = all.all()
                .flatMap(command -> command.options().stream()
                        .filter(PowerShellCompletion::hasWords)
                        .flatMap(option -> option.names().stream().map(name -> words(command, option, name))))
                .collect(Collectors.joining("\n"));
        return SCRIPT.formatted(commands, options, values);
    }

    private static boolean hasWords(Option option) {
        return option.value() != null && !option.value().words().isEmpty();
    }

    private static String words(Completed command, Option option, String name) {
        String words = option.value().words().stream()
                .map(PowerShellCompletion::quoted)
                .collect(Collectors.joining(", "));
        return "        " + quoted(command.path() + " " + name) + " = @(" + words + ")";
    }

    private static String entry(String path, String pairs) {
        return "        " + quoted(path) + " = [ordered]@{ " + pairs + " }";
    }

    private static String pair(String name, String meaning) {
        return quoted(name) + " = " + quoted(meaning);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
