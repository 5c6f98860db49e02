package mnist.cli.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mnist.cli.frame.Console;
import mnist.cli.frame.Shelf;
import mnist.cli.options.DataOptions;
import mnist.data.ClassNames;
import mnist.data.DataException;
import mnist.data.DataSplits;
import mnist.data.Dataset;
import mnist.data.Fold;
import mnist.data.Storage;
import mnist.data.TeachableCheck;
import mnist.data.TrainTest;
import mnist.data.fetch.Catalog;
import mnist.data.fetch.FoundData;
import mnist.data.source.SourceReader;
import mnist.picture.MeasuredPreparation;
import mnist.store.DataUse;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The images of one run by their use.
 *
 * @param validation watched after every epoch; null for none
 * @param test read once at the end
 * @param reading see {@link TrainTest#reading}
 */
record TrainingData(Dataset train, Dataset validation, Dataset test, String reading, DataUse use) {
    private static final String FROM_TEST = "test";

    /**
     * @param former the data of the run that is done again, or null
     * @throws mnist.InvalidSetting when more images are to be set apart than there are
     */
    static TrainingData load(
            Shelf shelf,
            DataOptions options,
            ValidationOptions validation,
            long seed,
            DataUse former,
            Console console) {
        boolean again = former != null && options.data.equals(former.source());
        if (again && !options.reading.isGiven()) {
            options.reading.take(former.reading());
        }
        FoundData found = options.find(console);
        TrainTest both = read(shelf, found, again ? Storage.labelled(former.residence()) : Storage.AUTO, null);
        Dataset whole = both.train();
        if (again && !whole.fingerprint().equals(former.fingerprint())) {
            console.warning(options.data + ": the data have changed since the earlier run, or are read in another way");
        }
        Dataset limited = validation.limit() == 0 ? whole : DataSplits.limited(whole, validation.limit(), seed);
        console.beyond(
                "--limit",
                validation.limit(),
                whole.size(),
                "there are " + Console.count(whole.size(), "training image") + "; all are used");
        warn(limited, both, console);
        int held = validation.count(limited.size());
        if (validation.isByWriters()) {
            Fold fold = validation.fold();
            DataSplits.TrainValidation parts = fold == null
                    ? DataSplits.holdOutWriters(limited, held, seed)
                    : DataSplits.holdOutWriters(limited, fold, seed);
            held = parts.validation().size();
        }
        String from = validation.isTestSet()
                ? FROM_TEST
                : validation.isByWriters() ? DataUse.byWriters(validation.fold()) : held == 0 ? "none" : "train";
        int watched = validation.isTestSet() ? both.test().size() : held;
        DataUse use = new DataUse(
                found.folder().toString(),
                whole.name(),
                whole.fingerprint(),
                whole.rows(),
                whole.columns(),
                whole.classes(),
                validation.limit(),
                limited.size() - held,
                watched,
                from,
                seed,
                found.generated(),
                whole.storage().toString(),
                whole.classNames().areNumbers() ? List.of() : whole.classNames().names(),
                given(found, options),
                MeasuredPreparation.of(whole).toString());
        return split(both, limited, use);
    }

    /** How the data are read, with the share of the test part that nobody named: so they are divided again. */
    private static List<String> given(FoundData found, DataOptions options) {
        List<String> given = new ArrayList<>(options.reading.given());
        if (found.isDividedUnasked()) {
            given.add("test-share=" + SourceReader.TEST_SHARE);
        }
        return given;
    }

    /** Once for all runs of a sweep in this process. */
    private static TrainTest read(Shelf shelf, FoundData found, Storage storage, ClassNames names) {
        List<Object> key = Arrays.asList(found.folder(), found.reading(), storage, names);
        return shelf.get(key, () -> found.read(storage, names));
    }

    private static void warn(Dataset limited, TrainTest both, Console console) {
        String name = both.train().name();
        if (limited != both.train() && DataSplits.isSorted(both.train())) {
            console.warning(name + ": the images are sorted by class, so those of --limit are drawn, by --seed");
        }
        // Published data are known to be sound: their test images need not be looked for among the others.
        boolean published = Catalog.contentOf(both.train().fingerprint()).isPresent();
        TeachableCheck.of(limited, published ? null : both.test(), limited != both.train())
                .forEach(doubt -> console.warning(name + ": " + doubt));
    }

    /** The same images as an earlier run had. @throws DataException when they are others */
    static TrainingData reload(Shelf shelf, DataOptions options, DataUse use, CommandSpec command, Console console) {
        if (!command.commandLine().getParseResult().hasMatchedOption("--data")) {
            options.data = use.source();
        }
        if (!options.reading.isGiven()) {
            options.reading.take(use.reading());
        }
        // In memory, or streamed, as it was: the order of the images, and so the weights, depend on it.
        TrainTest both = read(shelf, options.find(console), Storage.labelled(use.residence()), use.names());
        if (!both.train().fingerprint().equals(use.fingerprint())) {
            throw new DataException("the data differ from those the run began with: found fingerprint "
                    + both.train().fingerprint().substring(0, 12) + ", expected "
                    + use.shortFingerprint() + "; name the same data with --data");
        }
        TrainingData data = split(both, use.used(both.train()), use);
        int watched = data.validation == null ? 0 : data.validation.size();
        requireSame("training images", use.trainImages(), data.train.size());
        requireSame("validation images", use.validationImages(), watched);
        requireSame("rows", use.rows(), data.train.rows());
        requireSame("columns", use.columns(), data.train.columns());
        requireSame("classes", use.classes(), data.train.classes());
        return data;
    }

    private static void requireSame(String what, int expected, int found) {
        if (found != expected) {
            throw new DataException("the data differ from those the run began with: expected " + expected + " " + what
                    + ", found " + found + "; name the same data with --data");
        }
    }

    private static TrainingData split(TrainTest both, Dataset limited, DataUse use) {
        DataSplits.TrainValidation parts = use.divide(limited);
        Dataset validation = use.validation().equals(FROM_TEST) ? both.test() : parts.validation();
        return new TrainingData(parts.train(), validation, both.test(), both.reading(), use);
    }
}
