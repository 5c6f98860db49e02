#!/bin/sh
# Lesson 2: full batch, stochastic and mini-batch gradient descent. How much does
# a network learn in an epoch, and how much in a second?
. "$(dirname -- "$0")/lib.sh"

# Each batch has a rate that suits it: the average over many images allows longer steps.
full_rate=0.2
mini=32
mini_rate=0.1
single_rate=0.01
epochs=${LESSON_EPOCHS:-10}
images=${LESSON_IMAGES:-10000}
goal=0.4

cat <<'END'
An epoch reads every image once, whatever the batch size. A full batch makes one
exact step per epoch. A batch of one makes a step per image, and each step is a
guess. Look at the loss by epochs first, then at the seconds and at the images
per second.
END
set -- --hidden 64 --epochs "$epochs" --limit "$images"
try full --batch full --lr "$full_rate" "$@"
try "mini-$mini" --batch "$mini" --lr "$mini_rate" "$@"
try single --batch 1 --lr "$single_rate" "$@"
per_epoch train_loss "Loss on the training images, by epochs:"
printf '\nBy seconds of training, summed up to that epoch:\n'
for name in $names; do
    awk -F, -v name="$name" -v goal="$goal" '
        NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; next }
        { seconds += $place["seconds"]; steps = $place["step"]; loss = $place["train_loss"]; epochs = $1
            speed = $place["images_per_second"] }
        loss < goal && !reached { reached = sprintf("below %s after %d epochs, %.2f s", goal, epochs, seconds) }
        END {
            printf "%-8s %6d steps in %6.2f s, at last %6d images/s; %s\n", name, steps, seconds, speed,
                reached ? reached : "not yet below " goal
        }' "$out/$name/metrics.csv"
done
finish "mini-$mini"
cat <<'END'

The full batch makes one step an epoch and is far behind after the same number of
epochs. Single images learn the most in an epoch, but fewer of them fit into a
second. Mini-batches learn nearly as much in an epoch and run several times as
fast, once Java has warmed up (in the first epoch). That is why people use them.
END
