package mnist.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import mnist.cli.data.DataCommand;
import mnist.cli.explain.ExplainCommand;
import mnist.cli.explain.GradcheckCommand;
import mnist.cli.explain.LabCommand;
import mnist.cli.frame.ConsoleCommand;
import mnist.cli.frame.Converters;
import mnist.cli.frame.Embedding;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.Failures;
import mnist.cli.frame.OptionFiles;
import mnist.cli.frame.OptionSections;
import mnist.cli.frame.Shelf;
import mnist.cli.frame.Signals;
import mnist.cli.frame.StandardOutput;
import mnist.cli.frame.Stops;
import mnist.cli.frame.Usage;
import mnist.cli.help.HelpRequests;
import mnist.cli.lesson.LessonCommand;
import mnist.cli.machine.BenchCommand;
import mnist.cli.machine.DoctorCommand;
import mnist.cli.model.AverageCommand;
import mnist.cli.model.EvalCommand;
import mnist.cli.model.ExportCommand;
import mnist.cli.model.ImportCommand;
import mnist.cli.model.PredictCommand;
import mnist.cli.model.ServeCommand;
import mnist.cli.run.CompareCommand;
import mnist.cli.run.ReportCommand;
import mnist.cli.run.VerifyCommand;
import mnist.cli.sweep.SweepCommand;
import mnist.cli.train.PresetStrategy;
import mnist.cli.train.TrainCommand;
import mnist.file.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program: {@code mnist COMMAND}. */
@Command(
        name = "mnist",
        description = {
            "Trains perceptron networks on MNIST-like digit images and shows how they learn.",
            "",
            "'mnist help COMMAND' is another way to ask for 'mnist COMMAND --help', and 'mnist version' for"
                    + " 'mnist --version'."
        },
        synopsisSubcommandLabel = "COMMAND",
        customSynopsis = {
            "mnist train",
            "       mnist train --epochs 5 --lr 0.1 --batch 64 --hidden 128 --out runs/first",
            "       mnist eval runs/first",
            "       mnist predict runs/first --index 0 1 2",
            "       mnist data show",
            "       mnist COMMAND --help"
        },
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%n",
        exitCodeListHeading = "%nExit codes:%n")
public final class Main extends ConsoleCommand implements Embedding {
    /** With so many options the help has sections. */
    private static final int LONG_HELP = 15;

    private static final List<Class<?>> COMMANDS = List.of(
            TrainCommand.class,
            EvalCommand.class,
            AverageCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            PredictCommand.class,
            ServeCommand.class,
            ExplainCommand.class,
            LabCommand.class,
            GradcheckCommand.class,
            LessonCommand.class,
            CompareCommand.class,
            ReportCommand.class,
            VerifyCommand.class,
            SweepCommand.class,
            DataCommand.class,
            BenchCommand.class,
            DoctorCommand.class);

    /** Bytes; with less even the classes of the command line may not fit. */
    private static final long LEAST_MEMORY = 16 << 20;

    private final Stops stops;
    private final Shelf shelf;

    private Main(Stops stops, Shelf shelf) {
        this.stops = stops;
        this.shelf = shelf;
    }

    public static void main(String[] args) {
        // Pictures are read, windows never opened.
        System.setProperty("java.awt.headless", "true");
        int code;
        try {
            code = execute(args);
        } catch (OutOfMemoryError | NoClassDefFoundError e) {
            // A class whose first use ran out of memory is not found the next time.
            if (e instanceof NoClassDefFoundError && Runtime.getRuntime().maxMemory() > LEAST_MEMORY) {
                throw e;
            }
            code = Failures.memoryUsedUpAtStart();
        }
        System.exit(code);
    }

    private static int execute(String[] typed) {
        String[] args = HelpRequests.plain(typed);
        Signals.listen();
        StandardOutput out = new StandardOutput();
        int code;
        try {
            code = commandLine(args).setOut(out).execute(args);
        } finally {
            Signals.ended();
        }
        return out.ended(code);
    }

    /** The command asked for alone, when it is: the options of all of them take a tenth of a second to read. */
    private static List<Class<?>> commandsFor(String[] args) {
        if (args.length > 0) {
            for (Class<?> command : COMMANDS) {
                if (nameOf(command).equals(args[0])) {
                    return List.of(command);
                }
            }
        }
        return COMMANDS;
    }

    private static String nameOf(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    /**
     * Runs a command within a program, beside others if need be.
     *
     * @param stops who may ask the command to stop
     * @param out where results go
     * @param err where progress and complaints go
     * @param words the command and its arguments
     * @return the exit code; of a training that was asked to stop and has written its checkpoint {@link
     *     ExitCodes#INTERRUPTED}
     */
    public static int runInside(Stops stops, PrintWriter out, PrintWriter err, String... words) {
        return runInside(stops, new Shelf(), out, err, words);
    }

    private static int runInside(Stops stops, Shelf shelf, PrintWriter out, PrintWriter err, String... words) {
        return commandLine(new Main(stops, shelf), commandsFor(words))
                .setOut(out)
                .setErr(err)
                .execute(words);
    }

    @Override
    public Stops stopRequests() {
        return stops;
    }

    @Override
    public Shelf shelf() {
        return shelf;
    }

    @Override
    public int run(Stops asking, PrintWriter out, PrintWriter err, String... words) {
        return runInside(asking, shelf, out, err, words);
    }

    /** The whole command line, ready for {@code execute}; tests give it streams of their own. */
    static CommandLine commandLine() {
        return commandLine(new Main(Signals.STOPS, new Shelf()), COMMANDS);
    }

    /** As far as it is needed to execute this. */
    static CommandLine commandLine(String[] args) {
        return commandLine(new Main(Signals.STOPS, new Shelf()), commandsFor(args));
    }

    private static CommandLine commandLine(Main program, List<Class<?>> commands) {
        Failures failures = new Failures(Main::commandLine);
        CommandLine commandLine = new CommandLine(program) {
            @Override
            public int execute(String... typed) {
                String[] args = HelpRequests.plain(typed);
                try {
                    OptionFiles.check(args);
                } catch (StoreException e) {
                    return failures.handleParseException(new ParameterException(this, e.getMessage(), e), args);
                }
                return super.execute(args);
            }
        };
        commands.forEach(command -> commandLine.addSubcommand(nameOf(command), command));
        Converters.register(commandLine);
        commandLine.setExitCodeExceptionMapper(failures);
        commandLine.setExecutionExceptionHandler(failures);
        commandLine.setParameterExceptionHandler(failures);
        HelpRequests strategy = new HelpRequests(new PresetStrategy());
        commandLine.setExecutionStrategy(parsed -> {
            requireNothingBeforeSubcommands(parsed);
            return strategy.execute(parsed);
        });
        refuseUnknownWords(commandLine);
        commandLine.setAbbreviatedOptionsAllowed(false);
        commandLine.setUsageHelpAutoWidth(false);
        divideLongHelp(commandLine);
        commandLine.getCommandSpec().usageMessage().exitCodeList(ExitCodes.legend());
        return commandLine;
    }

    /** Unless the command itself reads them: picocli would hand that leave on to its subcommands. */
    private static void refuseUnknownWords(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        spec.parser().unmatchedArgumentsAllowed(!spec.unmatchedArgsBindings().isEmpty());
        command.getSubcommands().values().forEach(Main::refuseUnknownWords);
    }

    /** What stands before a subcommand would be read by a command that does not run. */
    private static void requireNothingBeforeSubcommands(ParseResult parsed) {
        for (ParseResult outer = parsed; outer.hasSubcommand(); outer = outer.subcommand()) {
            List<String> words = new ArrayList<>(outer.unmatched());
            outer.matchedOptions().stream()
                    .filter(option -> !option.usageHelp() && !option.versionHelp())
                    .forEach(option -> words.add(option.names()[0]));
            if (!words.isEmpty()) {
                CommandSpec inner = outer.subcommand().commandSpec();
                throw Usage.error(
                        inner,
                        "'" + words.get(0) + "' stands before '" + inner.name() + "': write what is meant for "
                                + inner.qualifiedName() + " behind it");
            }
        }
    }

    private static void divideLongHelp(CommandLine command) {
        if (command.getCommandSpec().options().size() >= LONG_HELP) {
            OptionSections.divide(command);
        }
        command.getSubcommands().values().forEach(Main::divideLongHelp);
    }

    @Override
    public Integer call() {
        throw whichCommand();
    }
}
