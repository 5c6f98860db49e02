package mnist.cli.data;

import java.nio.file.Path;
import java.util.List;
import mnist.cli.frame.Console;
import mnist.cli.frame.DrawingDisplay;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.options.DataMessages;
import mnist.cli.options.PictureReadingOptions;
import mnist.data.Dataset;
import mnist.data.Storage;
import mnist.data.TrainTest;
import mnist.data.convert.Conversion;
import mnist.data.convert.Form;
import mnist.data.fetch.FoundData;
import mnist.data.generate.GeneratedData;
import mnist.file.OutputPlace;
import mnist.file.PathKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a data set in another form. */
@Command(
        name = "convert",
        description = {
            "Write a data set in another form, for this program or for others. The images and their order stay the same.",
            "",
            "Nothing is there until all is: if it fails or is stopped, nothing remains. What is there already is never"
                    + " overwritten."
        },
        customSynopsis = {
            "mnist data convert mnist mnist.npz",
            "       mnist data convert mnist.npz digits/ --classes 3,5,8",
            "       mnist data convert fashion-mnist pictures --to png"
        })
final class DataConvertCommand extends ReportingCommand {
    @Parameters(
            index = "0",
            paramLabel = "FROM",
            description =
                    "The data set: a folder, a file, or the name of a known data set, as for --data of 'mnist train'.")
    private String from;

    @Parameters(
            index = "1",
            paramLabel = "TO",
            description = "What to write; its name tells the form. A folder: four IDX files. NAME.npz: a NumPy file."
                    + " NAME.csv or NAME.tsv: the tables NAME-train and NAME-test.")
    private Path to;

    @Option(
            names = "--to",
            paramLabel = "FORM",
            description =
                    "idx, csv, npz or png, where the name does not say it; png is a folder of pictures in train/CLASS and"
                            + " test/CLASS.")
    private Form form;

    @Mixin
    private PictureReadingOptions reading;

    private record Part(int images, String fingerprint) {
        static Part of(Dataset data) {
            return new Part(data.size(), data.fingerprint());
        }
    }

    private record Converted(
            String from,
            String source,
            String form,
            List<String> written,
            int rows,
            int columns,
            List<String> classes,
            Part train,
            Part test) {}

    @Override
    public Integer call() {
        Form chosen = form != null ? form : formOfName();
        Form ofName = Form.ofName(to.toString()).orElse(chosen);
        require(
                ofName == chosen || !ofName.isFile(),
                "TO " + to + ": the name is that of " + ofName + ", --to says " + chosen + "; leave --to out, or choose"
                        + " another name");
        for (Path place : chosen.places(to)) {
            require(!PathKind.exists(place), "TO " + place + ": already exists; name a new one");
        }
        OutputPlace.requireFolder(to);
        Console console = console();
        FoundData found = DataMessages.finder(console).find(from, reading.reading());
        TrainTest data = found.read(Storage.AUTO, null);
        String note = found.generated() ? GeneratedData.note(found.folder()) : null;
        Conversion conversion = new Conversion(data, chosen, to, note);
        try (DrawingDisplay display = DrawingDisplay.ofWriting()) {
            conversion.write(display);
        }
        tell(found, conversion, console);
        return ExitCodes.DONE;
    }

    /** By what the user typed: a path has no slash at its end any more. */
    private Form formOfName() {
        String typed =
                command.positionalParameters().get(1).originalStringValues().get(0);
        return Form.ofName(typed)
                .orElseThrow(() -> usageError("TO " + typed + ": expected a name that ends in .npz, .csv or"
                        + " .tsv, or that of a new folder (IDX files, or pictures with --to png), as its name tells no form"
                        + " that is known; choose one of these, or say which with --to"));
    }

    private void tell(FoundData found, Conversion conversion, Console console) {
        TrainTest data = conversion.data();
        Form chosen = conversion.form();
        List<Path> written = chosen.places(to);
        console.kept("the data set is in %s", written.get(0));
        if (found.generated() && chosen.isFile()) {
            console.warning("these digits were drawn by a program, and nothing in " + written.get(0) + " says so");
        }
        if (json) {
            console.json(new Converted(
                    from,
                    found.source().form(),
                    chosen.toString(),
                    written.stream().map(Path::toString).toList(),
                    data.train().rows(),
                    data.train().columns(),
                    data.train().classNames().names(),
                    Part.of(data.train()),
                    Part.of(data.test())));
            return;
        }
        written.forEach(place -> console.result("written    %s", place));
        console.result(
                "           %s for training, %s for testing, of %d x %d, %s",
                Console.count(data.train().size(), "image"),
                Console.count(data.test().size(), "image"),
                data.train().columns(),
                data.train().rows(),
                data.train().classes() == 1 ? "1 class" : data.train().classes() + " classes");
        List<String> order = conversion.orderToSay();
        console.result(
                "next       %s train --data %s%s",
                Console.program(),
                Console.quoted(written.get(0)),
                order.isEmpty() ? "" : " --classes " + Console.quoted(String.join(",", order)));
    }
}
