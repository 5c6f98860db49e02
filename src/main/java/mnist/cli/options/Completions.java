package mnist.cli.options;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import mnist.cli.BashCompletion;
import mnist.data.fetch.Catalog;
import mnist.linalg.Backends;
import mnist.nn.Activation;
import mnist.nn.Initializer;
import mnist.nn.Loss;
import mnist.nn.Names;
import mnist.nn.Normalization;
import mnist.nn.Output;
import mnist.optim.OptimizerSpec;
import mnist.optim.ScheduleSpec;
import mnist.view.toy.Toy;

/**
 * The values that the shell offers for options that take a name. picocli's script keeps them by the label of the option's
 * parameter, so no two such options of a command may share one.
 */
public final class Completions {
    private Completions() {}

    public static final class Activations implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(Activation.values());
        }
    }

    public static final class Outputs implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(Output.values());
        }
    }

    public static final class Losses implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(Loss.values());
        }
    }

    public static final class Initializers implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(Initializer.values());
        }
    }

    public static final class Normalizations implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(Normalization.values());
        }
    }

    public static final class Optimizers implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(OptimizerSpec.Kind.values());
        }
    }

    public static final class Schedules implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(ScheduleSpec.Kind.values());
        }
    }

    static final class Kernels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(Backends.AUTO, Backends.SIMD, Backends.EJML).iterator();
        }
    }

    public static final class Recipes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Recipe.NAMES.iterator();
        }
    }

    public static final class Toys implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Toy.NAMES.iterator();
        }
    }

    /** Folders of data are no names: {@link BashCompletion} adds them. */
    public static final class DataNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            Stream<String> ours = Stream.of(DataFinder.AUTO, DataFinder.GENERATED);
            return Stream.concat(ours, Stream.of(Catalog.names().split(", "))).iterator();
        }
    }

    private static Iterator<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Names::of).iterator();
    }
}
