package mnist.cli.options;

import java.util.Arrays;
import java.util.Locale;
import mnist.data.Dataset;
import mnist.data.TrainTest;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One of the two parts of a data set. */
public enum Part {
    TRAIN,
    TEST;

    /** Reads what users write. */
    static final class Converter implements ITypeConverter<Part> {
        @Override
        public Part convert(String text) {
            return Arrays.stream(values())
                    .filter(part -> part.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected test or train, not '" + text + "'"));
        }
    }

    /** This part of both. */
    Dataset of(TrainTest both) {
        return this == TRAIN ? both.train() : both.test();
    }

    /** As users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
