package mnist.cli.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.InvalidSetting;
import mnist.cli.frame.OptionSections.Section;
import mnist.cli.options.ModelOption;
import mnist.data.ClassNames;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.store.DataUse;
import mnist.store.ModelFile;
import mnist.store.RunSettings;
import picocli.CommandLine.Option;

/** What a new run takes from an earlier one. {@link PresetStrategy} fills in the options that follow from it. */
@Section("Start")
public final class StartOptions {
    @Option(
            names = "--from",
            paramLabel = "RUN|FILE",
            description = "That run again: the settings of a run, or of a config.json, data included. Options on the"
                    + " command line replace single ones. With a model file: the same as --init-from.")
    Path from;

    @Option(
            names = "--init-from",
            paramLabel = "MODEL",
            description =
                    "Begin with the weights of a trained model (fine-tuning). The network is the model's; training"
                            + " and data are what the other options say. A model file, or a run's folder, for its best.")
    private Path initFrom;

    /** Whether the new run differs from any that was not given a model to begin with. */
    boolean isGivenModel() {
        return initFrom != null;
    }

    /**
     * A trained model to begin with.
     *
     * @param weights as the run's settings name them
     * @param imported whether another program trained it
     */
    record Start(RunSettings.StartWeights weights, Network trained, DataUse data, boolean imported) {
        /** The options that make such a network. */
        Map<String, Object> options() {
            NetworkSpec network = trained.spec();
            Map<String, Object> options = new LinkedHashMap<>();
            options.put("hidden", network.hidden().isEmpty() ? "none" : network.hidden());
            options.put("activation", network.activation().toString());
            options.put("output", network.output().toString());
            options.put("loss", network.loss().toString());
            options.put("norm", network.normalization().toString());
            options.put("residual", network.connections().residual());
            options.put(
                    "receptive-field", network.connections().receptiveField().setting());
            return options;
        }

        /** @throws InvalidSetting when another network was asked for */
        void require(NetworkSpec asked) {
            NetworkSpec network = trained.spec();
            requireSame("hidden", asked.hidden(), network.hidden());
            requireSame("activation", asked.activation(), network.activation());
            requireSame("output", asked.output(), network.output());
            requireSame("normalization", asked.normalization(), network.normalization());
            requireSame(
                    "residual",
                    asked.connections().residual(),
                    network.connections().residual());
            requireSame(
                    "receptiveField",
                    asked.connections().receptiveField(),
                    network.connections().receptiveField());
        }

        /** A network to train, with these weights. @throws InvalidSetting when the model is of another network */
        Network network(NetworkSpec asked) {
            require(asked);
            Network network = new Network(asked);
            network.copyFrom(trained);
            return network;
        }

        private void requireSame(String setting, Object asked, Object found) {
            InvalidSetting.require(
                    asked.equals(found),
                    setting,
                    shown(asked) + ": --init-from " + weights.file() + " has " + shown(found) + "; leave it out");
        }

        private static String shown(Object value) {
            return value.equals(List.of()) ? "none" : value.toString().replaceAll("[\\[\\] ]", "");
        }

        /** @throws DataException when the images are of another size, or of other classes */
        void require(Dataset images) {
            ModelOption.requireSize(images, data);
            if (!images.classNames().equals(data.names())) {
                throw DataException.about(
                        images.name(),
                        "classes",
                        described(data.names()) + ", as " + weights.file() + " has them",
                        described(images.classNames()),
                        "choose or name them with --classes, or train without --init-from");
            }
        }

        /** A warning where images that are held out now may be among those that the model was trained on. */
        Optional<String> knowledge(DataUse use) {
            boolean heldOut = use.validationImages() > 0 && !use.validation().equals("test");
            boolean same = use.fingerprint().equals(data.fingerprint());
            if (!heldOut || !(same || data.isUnknown()) || use.holdsOutAs(data)) {
                return Optional.empty();
            }
            if (imported) {
                return Optional.of("the model to begin with was imported, and nobody knows which images it was trained"
                        + " on: validation may flatter");
            }
            return Optional.of(
                    data.validationImages() == 0 || data.validation().equals("test")
                            ? "the model to begin with was trained without holding images out, also on those that are held"
                                    + " out now: validation flatters"
                            : "the model to begin with was trained on images that are held out now: validation"
                                    + " flatters; its own --seed " + data.splitSeed()
                                    + ", --limit and --validation hold out the same images");
        }

        private static String described(ClassNames names) {
            return names.count() + " (" + names.name(0) + " to " + names.name(names.count() - 1) + ")";
        }
    }

    /** The model to begin with; null where weights are drawn. @throws mnist.file.StoreException if it cannot be read */
    Start model() {
        return initFrom == null ? null : model(initFrom);
    }

    static Start model(Path named) {
        Path file = ModelOption.file(named).toAbsolutePath().normalize();
        ModelFile.Model model = ModelFile.load(file);
        return new Start(
                new RunSettings.StartWeights(file.toString(), ModelFile.tensorsSha256(file)),
                model.network(),
                model.settings().data(),
                model.settings().isImported());
    }

    /** The model that a run began with. @throws mnist.file.StoreException if it is missing, or another than it was */
    static Start recorded(RunSettings.StartWeights weights) {
        Start start = model(Path.of(weights.file()));
        RecordedModel.requireSame(weights.file(), weights.sha256(), start.weights.sha256(), "start");
        return start;
    }

    /** The run to do again; null without. @throws mnist.file.StoreException if there is no such run */
    FormerRun former() {
        return from == null || FormerRun.isModel(from) ? null : FormerRun.read(from);
    }
}
