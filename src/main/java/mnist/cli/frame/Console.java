package mnist.cli.frame;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mnist.store.json.Json;
import mnist.view.document.LineBreaks;
import mnist.view.document.TextWidth;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The two streams of a command: results go to out, progress and warnings to err. Nothing else prints, so that here alone
 * text from outside (names, metadata) is made harmless, and here it is noticed that results are lost.
 */
public final class Console {
    /** Of lines of text, in characters, unless a terminal is narrower. */
    public static final int WIDTH = 80;

    /** A narrower terminal breaks lines of this width. */
    private static final int LEAST_WIDTH = 40;

    private final CommandSpec command;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean goesOnUnread;

    /** The streams of a command of which only its results are asked for. */
    public static Console of(CommandLine command) {
        return new Console(command.getCommandSpec(), false);
    }

    /** @param goesOnUnread whether the command does its work even if nobody can read its results */
    Console(CommandSpec spec, boolean goesOnUnread) {
        this.command = spec;
        this.out = spec.commandLine().getOut();
        this.err = spec.commandLine().getErr();
        this.goesOnUnread = goesOnUnread;
    }

    /** A line of a result. */
    public void result(String format, Object... values) {
        out.println(line(format, values));
        flush();
    }

    /** Lines of a result, which may have {@link mnist.view.document.Emphasis} where there is a terminal. */
    public void results(Iterable<String> lines) {
        boolean terminal = outIsTerminal();
        lines.forEach(line -> out.println(terminal ? Printable.emphasized(line) : Printable.of(line)));
        flush();
    }

    /** A result beside its name, on as many lines as it needs. */
    public void entry(String name, Object value) {
        results(wrapped(TextWidth.left(name, 10) + " " + value, " ".repeat(11), textWidth()));
    }

    /** A line of a result; on a narrow terminal as many as it takes, all but the first after a margin. */
    public void text(String margin, String format, Object... values) {
        String text = line(format, values);
        results(outWidth() < WIDTH ? wrapped(text, margin, outWidth()) : List.of(text));
    }

    /** A result for programs: a record or a map as one JSON object on one line. */
    public void json(Object object) {
        out.println(Printable.of(Json.compact(object)));
        flush();
    }

    /** A line about what is going on. */
    public void note(String format, Object... values) {
        err.println(line(format, values));
        err.flush();
    }

    /** Tells that an option asks for more than there is, and what happens then; nothing where it does not. */
    public void beyond(String option, long asked, long most, String consequence) {
        if (asked > most) {
            note("%s %d: %s", option, asked, consequence);
        }
    }

    public void warning(String text) {
        note("warning: %s", text);
    }

    /** The format is ours and may have line ends; texts among the values are from anywhere. */
    private static String line(String format, Object... values) {
        if (values.length == 0) {
            return format;
        }
        Object[] harmless = Arrays.stream(values)
                .map(value -> value instanceof Number ? value : Printable.of(String.valueOf(value)))
                .toArray();
        return String.format(Locale.ROOT, format, harmless);
    }

    /** What has been written to files, to be told if the results here cannot be: for example "the run is in DIR". */
    public void kept(String format, Object... values) {
        if (out instanceof StandardOutput standard) {
            standard.keeps(line(format, values));
        }
    }

    private void flush() {
        if (out instanceof StandardOutput standard && !goesOnUnread) {
            standard.requireWritten();
        } else {
            out.flush();
        }
    }

    /** What people type to start this command: "mnist predict". */
    public String command() {
        return command.qualifiedName();
    }

    /** A complaint about how the command was called. */
    public ParameterException usageError(String message) {
        return Usage.error(command, message);
    }

    /** The one line about something that went wrong. */
    public void failure(Exception e) {
        note("mnist: %s", e.getMessage());
    }

    /** Where it happened, for whoever has to find out why. */
    void trace(Exception e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace, true));
        trace.toString().lines().forEach(line -> note("%s", line.replace("\t", "    ")));
    }

    /**
     * The text in lines that are broken at blanks, all but the first after a margin; a word too long for a line stays
     * whole.
     */
    public static List<String> wrapped(String text, String margin) {
        return wrapped(text, margin, WIDTH);
    }

    /** As {@link #wrapped(String, String)}, in lines of a width. */
    public static List<String> wrapped(String text, String margin, int width) {
        return LineBreaks.of(text, margin, width);
    }

    /** A number with its noun: "1 epoch", "60,000 images". */
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** What people type to start this program, for "what to do next". */
    public static String program() {
        String classPath = System.getProperty("java.class.path", "");
        String program = System.getProperty("mnist.program");
        return program != null ? quoted(program) : isJarAlone(classPath) ? "java -jar " + quoted(classPath) : "mnist";
    }

    /** Whether a class path is the program's jar and nothing else. */
    public static boolean isJarAlone(String classPath) {
        return classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
    }

    /** A word as a shell has to be told it, in single quotes where it has spaces or the like. */
    public static String quoted(Object word) {
        String text = word.toString();
        return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** Whether standard error is a terminal that may be drawn on: progress bars, colour. */
    public static boolean errIsTerminal() {
        return isTerminal("mnist.stderr.terminal");
    }

    /** Whether standard output is a terminal that may be coloured. */
    public static boolean outIsTerminal() {
        return isTerminal("mnist.stdout.terminal");
    }

    /** Whether standard output is a terminal, coloured or not, that breaks lines which are too long for it. */
    public static boolean outBreaksLines() {
        return Boolean.getBoolean("mnist.stdout.terminal");
    }

    /** Columns for results: those of the terminal, or 80 where there is none. */
    public static int outWidth() {
        return outBreaksLines() ? Math.max(LEAST_WIDTH, TerminalWidth.columns()) : WIDTH;
    }

    /** Columns for lines of text among the results: on a wide terminal they stay readable. */
    public static int textWidth() {
        return Math.min(WIDTH, outWidth());
    }

    /** Whether people would have to type what is read from standard input. */
    public static boolean inIsTerminal() {
        return Boolean.getBoolean("mnist.stdin.terminal");
    }

    /** The launcher says so; Java itself cannot tell the streams apart. */
    private static boolean isTerminal(String property) {
        boolean plain = System.getenv("NO_COLOR") != null
                || System.getenv("CI") != null
                || "dumb".equals(System.getenv("TERM"));
        return !plain && Boolean.getBoolean(property);
    }
}
