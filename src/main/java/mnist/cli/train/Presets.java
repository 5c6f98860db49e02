package mnist.cli.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mnist.cli.usage.Choices;
import mnist.cli.usage.ForeignWords;
import mnist.cli.usage.UsageMessages;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options given by a recipe or a file instead of on the command line, which wins over them. Keys are the options' names
 * without the hyphens in front, values are numbers, texts, lists of them (joined by commas), or true and false for options
 * without a value.
 */
final class Presets implements IDefaultValueProvider {
    /** Not to be said in a file: they choose what is done, not how. */
    private static final List<String> NEVER = List.of("help", "version", "config", "resume", "from", "list-recipes");

    /** Whoever gives one of these replaces whichever of them was chosen before. */
    private static final Set<String> ONE_OF_THEM = Set.of("--validation", "--holdout-writers", "--writers-fold");

    private final CommandSpec command;
    private final Map<ArgSpec, Preset> presets = new LinkedHashMap<>();

    /** One option's value, and who said it by which name. */
    private record Preset(String source, String key, String value) {
        String place() {
            return source + ": " + quoted(key) + ": ";
        }
    }

    Presets(CommandSpec command) {
        this.command = command;
    }

    /**
     * Adds options, which win over those added before.
     *
     * @param source how messages call them: a file, or "recipe quick"
     * @throws IllegalArgumentException that names the source and the key which is no option or has a wrong value
     */
    void add(String source, Map<String, Object> tree) {
        Map<OptionSpec, String> keys = new LinkedHashMap<>();
        tree.forEach((key, value) -> {
            try {
                requireNoGroup(key, value);
                OptionSpec option = option(key);
                String earlier = keys.put(option, key);
                if (earlier != null) {
                    throw new IllegalArgumentException(
                            quoted(earlier) + " and " + quoted(key) + " are the same option");
                }
                Preset preset = new Preset(source, key, text(option, key, value));
                withoutOthersThan(source, replacedBy(option));
                presets.put(option, preset);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
            }
        });
    }

    /** Leaves these options alone, but for those that the source chose. Returns whether there were any. */
    boolean withoutOthersThan(String source, Set<OptionSpec> options) {
        return presets.entrySet()
                .removeIf(preset -> options.contains(preset.getKey())
                        && !preset.getValue().source().equals(source));
    }

    /** Leaves these options alone: they are on the command line. */
    void without(List<OptionSpec> given) {
        given.forEach(option -> {
            presets.remove(option);
            presets.keySet().removeAll(replacedBy(option));
        });
    }

    private Set<OptionSpec> replacedBy(OptionSpec option) {
        return ONE_OF_THEM.contains(option.longestName())
                ? ONE_OF_THEM.stream().map(command::findOption).collect(Collectors.toSet())
                : Set.of();
    }

    /** Reads the command line again with these presets. @throws IllegalArgumentException that names a wrong value's key */
    CommandLine.ParseResult parseAgain(CommandLine root, List<String> arguments) {
        IDefaultValueProvider before = command.defaultValueProvider();
        command.defaultValueProvider(this);
        try {
            return root.parseArgs(arguments.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            Preset wrong = presets.get(e.getArgSpec());
            String message = wrong == null ? UsageMessages.refused(e) : wrong.place() + UsageMessages.reason(e);
            throw new IllegalArgumentException(message, e);
        } finally {
            command.defaultValueProvider(before);
        }
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        Preset preset = presets.get(argument);
        return preset == null ? null : preset.value;
    }

    private void requireNoGroup(String key, Object value) {
        if (value instanceof Map && command.findOption("--" + key) == null) {
            throw new IllegalArgumentException(
                    quoted(key) + ": expected an option, found a group; write options without groups, as "
                            + PresetStrategy.EXAMPLE);
        }
        if (value == null) {
            throw new IllegalArgumentException(quoted(key) + ": expected a value, found null; leave the key out");
        }
    }

    private OptionSpec option(String key) {
        OptionSpec option = command.findOption("--" + key);
        if (option == null || NEVER.contains(key)) {
            throw new IllegalArgumentException("unknown key " + quoted(key) + ": expected the name of an option"
                    + ForeignWords.option(command, "--" + key)
                            .map(advice -> "; " + advice)
                            .orElseGet(() -> Choices.suggestion(key, names())));
        }
        return option;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            for (String name : option.names()) {
                if (name.startsWith("--") && !NEVER.contains(name.substring(2))) {
                    names.add(name.substring(2));
                }
            }
        }
        return names;
    }

    private static String text(OptionSpec option, String key, Object value) {
        boolean flag = option.arity().max() == 0;
        if (flag != value instanceof Boolean) {
            throw new IllegalArgumentException(
                    quoted(key) + ": expected " + (flag ? "true or false" : "a number or a text") + ", found " + value);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> scalar(key, item)).collect(Collectors.joining(","));
        }
        return flag ? value.toString() : scalar(key, value);
    }

    private static String scalar(String key, Object value) {
        if (value instanceof Number || value instanceof String) {
            return value.toString();
        }
        throw new IllegalArgumentException(quoted(key) + ": expected a number or a text, found " + value);
    }

    private static String quoted(String key) {
        return '"' + key + '"';
    }
}
