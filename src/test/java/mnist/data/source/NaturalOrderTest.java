package mnist.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    @Test
    void numbersByValueAndLettersAlike() {
        List<String> sorted = List.of(
                ("|0|01|1|2|10|99999999999999999999|100000000000000000000|A|a|a1|a2|a2b|a10|b|img2.png|IMG10.png|\u00e4")
                        .split("\\|", -1));
        for (int seed = 0; seed < 20; seed++) {
            List<String> shuffled = new ArrayList<>(sorted);
            Collections.shuffle(shuffled, new Random(seed));
            shuffled.sort(NaturalOrder.OF_NAMES);
            assertEquals(sorted, shuffled);
        }
    }
}
