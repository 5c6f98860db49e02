package mnist.cli.options;

import mnist.EnumNames;
import mnist.InvalidSetting;
import mnist.cli.frame.OptionSections.Section;
import mnist.data.Split;
import mnist.store.DataUse;
import picocli.CommandLine.Option;

/** Which part of the data that a model is used on. */
@Section("Data")
public final class ModelPartOption {
    /** A part of a data set, of which one depends on the model. */
    public enum Part {
        TEST,
        TRAIN,
        VALIDATION;

        /** As users write it. */
        @Override
        public String toString() {
            return EnumNames.of(this);
        }

        Split split() {
            return this == TEST ? Split.TEST : Split.TRAIN;
        }
    }

    @Option(
            names = "--part",
            paramLabel = "test|train|validation",
            defaultValue = "test",
            description = "The test images, the training images, or those of them that were held out when the (first)"
                    + " model was trained. Default: ${DEFAULT-VALUE}")
    public Part part;

    /** @throws InvalidSetting if the model has no such part */
    void requireOf(DataUse trainedOn) {
        if (part == Part.VALIDATION) {
            InvalidSetting.require(
                    !trainedOn.validation().equals("none"),
                    "part",
                    "validation: no images were held out when the model was trained; use --part test");
            InvalidSetting.require(
                    !trainedOn.validation().equals("test"),
                    "part",
                    "validation: the test images were watched when the model was trained; use --part test");
        }
    }
}
