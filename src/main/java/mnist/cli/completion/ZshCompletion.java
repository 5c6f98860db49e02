package mnist.cli.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mnist.cli.completion.Completed.Option;
import mnist.cli.completion.Completed.Value;
import picocli.CommandLine;

/** A function for zsh, which its {@code compinit} finds as {@code _mnist} in a folder of {@code fpath}. */
public final class ZshCompletion {
    /** By which zsh finds it. */
    public static final String FILE = "_mnist";

    private static final Pattern COLON = Pattern.compile("[:\\\\]");
    private static final Pattern BRACKET = Pattern.compile("[\\[\\]\\\\]");

    private ZshCompletion() {}

    public static String of(CommandLine program) {
        Completed all = Completed.of(program);
        String functions = all.all().map(ZshCompletion::function).collect(Collectors.joining("\n"));
        return "#compdef mnist\n\n" + functions + "\n_mnist \"$@\"\n";
    }

    private static String functionName(Completed command) {
        return "_mnist" + (command.path().isEmpty() ? "" : "_" + command.path().replaceAll("[ -]", "_"));
    }

    private static String function(Completed command) {
        List<String> specs = new ArrayList<>();
        command.options().forEach(option -> option.names().forEach(name -> specs.add(spec(option, name))));
        if (!command.below().isEmpty()) {
            specs.add("'1:command:->command'");
            specs.add("'*::argument:->argument'");
        } else if (command.operand() != null) {
            specs.add(quoted("*:" + value(command.operand())));
        }
        String arguments = "  _arguments -C \\\n    " + String.join(" \\\n    ", specs);
        return functionName(command) + "() {\n"
                + (command.below().isEmpty() ? arguments + "\n" : branches(command, arguments)) + "}\n";
    }

    private static String branches(Completed command, String arguments) {
        StringBuilder text = new StringBuilder("  local state line curcontext=$curcontext\n");
        text.append(arguments).append(" && return\n  case $state in\n    command)\n      local -a commands=(\n");
        command.below()
                .forEach(below -> text.append("        ")
                        .append(quoted(below.name() + ":" + escaped(below.meaning(), COLON)))
                        .append('\n'));
        text.append("      )\n      _describe command commands ;;\n    argument)\n      case $words[1] in\n");
        command.below()
                .forEach(below -> text.append("        ")
                        .append(below.name())
                        .append(") ")
                        .append(functionName(below))
                        .append(" ;;\n"));
        return text.append("      esac ;;\n  esac\n").toString();
    }

    /** As _arguments reads it: what it excludes, its name, its meaning, its value. */
    private static String spec(Option option, String name) {
        String before = option.isRepeatable() ? "*" : "(" + String.join(" ", option.names()) + ")";
        Value value = option.value();
        boolean isLong = name.startsWith("--");
        String equals = value == null || !isLong ? "" : value.optional() ? "=-" : "=";
        String rest = value == null ? "" : (value.optional() ? "::" : ":") + value(value);
        return quoted(before + name + equals + "[" + escaped(option.meaning(), BRACKET) + "]" + rest);
    }

    /** Its label and how it is found. */
    private static String value(Value value) {
        String words = "(" + String.join(" ", value.words()) + ")";
        String found = value.isFile() ? "_files" : value.words().isEmpty() ? " " : words;
        if (value.isFile() && !value.words().isEmpty()) {
            found = "{_alternative \"names\\:name\\:" + words + "\" \"files\\:file\\:_files\"}";
        }
        return escaped(value.label(), COLON) + ":" + found;
    }

    /** @param special characters that mean something there */
    private static String escaped(String text, Pattern special) {
        return special.matcher(text).replaceAll("\\\\$0");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
