package mnist.data.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {
    @Test
    void readsNamesSettingsAndBoth() {
        assertEquals(Augmentation.CIRESAN, Augmentation.parse("Ciresan"));
        Augmentation both = Augmentation.parse("ciresan, rotation=7.5, gentle=2");
        assertEquals(7.5f, both.rotation());
        assertEquals(36, both.alpha());
        assertEquals(List.of(2), both.gentle());
        assertEquals(3, Augmentation.parse("shift=3").shift());
        assertEquals(List.of(), Augmentation.parse("ciresan,gentle=").gentle());
        assertTrue(Augmentation.parse("none").isNone());
        assertFalse(Augmentation.parse("erase=0.1").isNone());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"none", "simard", "ciresan", "shift=2,shear=3,thickness=0.7,erase=0.5,noise=0.1,gentle=1+7+9"})
    void readsWhatItWrites(String text) {
        Augmentation augmentation = Augmentation.parse(text);
        assertEquals(augmentation, Augmentation.parse(augmentation.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cirsan | augmentation 'cirsan' is not known; choose ciresan, none, simard, or settings",
                "rotate=3 | augmentation has no setting 'rotate'; it has alpha, erase,",
                "rotation=much | augmentation rotation=much: expected a number",
                "rotation=nan | augmentation rotation=nan: expected a number",
                "rotation=-1 | augmentation rotation=-1.0: expected 0.0 to 180.0",
                "sigma=0 | augmentation sigma=0.0: expected 1.0 to 100.0",
                "thickness=1.5 | augmentation thickness=1.5: expected 0.0 to 1.0",
                "gentle=one | augmentation gentle=one: expected class numbers such as 1+7",
                "gentle=-1 | augmentation gentle classes are numbers from 0",
                "rotation=3,gentle=1+1 | augmentation gentle names a class twice",
                "rotation=10,rotation=20 | augmentation rotation stands there twice",
                "rotation=0 | augmentation changes nothing: give amounts",
                "gentle=1+7 | augmentation changes nothing: give amounts",
                "shift=2,sigma=3 | augmentation sigma has no effect without alpha",
                "shift=2,gentle=1 | augmentation gentle has no effect without rotation or shear",
            })
    void refusesWithACure(String text, String message) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Augmentation.parse(text));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }

    @Test
    void strengthFallsInEqualStepsOverTheLastEpochs() {
        StrengthSchedule schedule = new StrengthSchedule(10, 4, 0.2f);
        float[] expected = {1, 1, 1, 1, 1, 1, 0.8f, 0.6f, 0.4f, 0.2f, 0.2f};
        for (int epoch = 1; epoch <= expected.length; epoch++) {
            assertEquals(expected[epoch - 1], schedule.at(epoch), 1e-6, "epoch " + epoch);
        }
        assertEquals(1, StrengthSchedule.CONSTANT.at(1));
        assertEquals(1, StrengthSchedule.CONSTANT.at(1000));
        assertThrows(IllegalArgumentException.class, () -> new StrengthSchedule(3, 4, 0));
        assertThrows(IllegalArgumentException.class, () -> new StrengthSchedule(3, 1, 1.5f));
    }
}
