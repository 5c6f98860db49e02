package mnist.cli.help;

import java.util.IllegalFormatException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.OptionSections;
import mnist.cli.frame.Version;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * A command's help as a page of the manual, in the language of man(7). picocli's own generator writes AsciiDoc and runs
 * the examples of the synopsis together; to make pages of it, the build would have to fetch asciidoctor and a Ruby.
 */
public final class ManPage {
    private final StringBuilder page = new StringBuilder();

    private ManPage() {}

    /** "mnist-data-fetch". */
    public static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    public static String of(CommandLine command) {
        ManPage page = new ManPage();
        page.write(command);
        return page.page.toString();
    }

    private void write(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        UsageMessageSpec usage = spec.usageMessage();
        String version = "mnist " + Version.number();
        request("TH", quoted(name(spec).toUpperCase(Locale.ROOT)), "1", "\"\"", quoted(version), "\"mnist\"");
        request("SH", "NAME");
        text(name(spec) + " - " + usage.description()[0]);
        request("SH", "SYNOPSIS");
        request("nf");
        for (String example : usage.customSynopsis()) {
            if (!example.isBlank()) {
                text(example.strip());
            }
        }
        request("fi");
        request("SH", "DESCRIPTION");
        for (String paragraph : usage.description()) {
            request("PP");
            text(paragraph);
        }
        if (!spec.positionalParameters().isEmpty()) {
            request("SH", "PARAMETERS");
            spec.positionalParameters()
                    .forEach(parameter -> entry(italic(parameter.paramLabel()), parameter.description()));
        }
        request("SH", "OPTIONS");
        options(command);
        if (!spec.subcommands().isEmpty()) {
            request("SH", "COMMANDS");
            spec.subcommands()
                    .forEach((name, below) -> entry(
                            bold(name), below.getCommandSpec().usageMessage().description()[0]));
        }
        request("SH", quoted("EXIT STATUS"));
        ExitCodes.legend().forEach((code, meaning) -> entry(bold(code.strip()), meaning));
        request("SH", quoted("SEE ALSO"));
        text(related(command));
    }

    private void options(CommandLine command) {
        OptionSections.of(command).forEach((heading, options) -> {
            if (!heading.isEmpty()) {
                request("SS", quoted(heading));
            }
            options.forEach(this::option);
        });
    }

    private void option(OptionSpec option) {
        if (!option.hidden()) {
            String names = Stream.of(option.names()).map(ManPage::bold).collect(Collectors.joining(", "));
            entry(names + value(option), option.description());
        }
    }

    /** As in the help: a value that may be left out stands in brackets. */
    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        String value = "=" + italic(option.paramLabel());
        return option.arity().min() == 0 ? "[" + value + "]" : value;
    }

    private static String related(CommandLine command) {
        return Stream.concat(Stream.ofNullable(command.getParent()), command.getSubcommands().values().stream())
                .map(other -> name(other.getCommandSpec()) + "(1)")
                .collect(Collectors.joining(", "));
    }

    // ---- man(7) ----

    private void request(String... words) {
        page.append('.').append(String.join(" ", words)).append('\n');
    }

    /** @param label in man(7) already */
    private void entry(String label, String... description) {
        request("TP");
        page.append(label).append('\n');
        text(String.join(" ", description));
    }

    private void text(String text) {
        if (!text.isBlank()) {
            page.append(escaped(formatted(text))).append('\n');
        }
    }

    /** picocli takes descriptions for format strings where they are such. */
    private static String formatted(String text) {
        try {
            return String.format(Locale.ROOT, text);
        } catch (IllegalFormatException e) {
            return text;
        }
    }

    private static String bold(String text) {
        return "\\fB" + escaped(text) + "\\fR";
    }

    private static String italic(String text) {
        return "\\fI" + escaped(text) + "\\fR";
    }

    private static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    /** Hyphens that can be copied, and no requests at the start of a line. */
    private static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
