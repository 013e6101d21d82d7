package dev.lectern.fuzz;

import dev.lectern.fuzz.Container.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Changes files where it hurts, always in the same way for the same random numbers. */
final class Mutations {

    /** Around the limits of what fields can hold, and what programs add to or multiply with. */
    private static final long[] INTERESTING = {
        0,
        1,
        2,
        3,
        4,
        7,
        8,
        15,
        16,
        100,
        127,
        128,
        255,
        256,
        1000,
        4096,
        32767,
        32768,
        65535,
        65536,
        1_000_000,
        0x7ffffff0L,
        0x7fffffffL,
        0x80000000L,
        0xfffffff0L,
        0xfffffffeL,
        0xffffffffL,
        0x100000000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1,
        // As a number of eight bytes with a fraction: infinite, none, and very small.
        0x7ff0000000000000L,
        0x7ff8000000000000L,
        1L << 52
    };

    private static final int MOST_CHANGES = 4;
    private static final int DEEPEST = 3_000;

    private final Random random;
    private final List<String> targets;

    /** @param targets addresses and files that nothing may ever be read from */
    Mutations(Random random, List<String> targets) {
        this.random = random;
        this.targets = targets;
    }

    byte[] of(byte[] file) {
        Container container = Container.of(file).orElse(null);
        byte[] changed = container == null ? file.clone() : inside(container, file);
        return switch (random.nextInt(12)) {
            case 0 -> Arrays.copyOf(changed, random.nextInt(changed.length + 1));
            case 1 -> flipped(changed);
            default -> container == null ? flipped(changed) : changed;
        };
    }

    private byte[] inside(Container container, byte[] file) {
        List<Node> nodes = new ArrayList<>(container.read(file));
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes && !nodes.isEmpty(); i++) {
            change(container, nodes);
        }
        return container.write(nodes);
    }

    private void change(Container container, List<Node> nodes) {
        switch (random.nextInt(16)) {
            case 0, 1 -> size(one(Node.all(nodes)));
            case 2, 3, 4, 5, 6 -> field(container, nodes);
            case 7 -> codec(container, nodes);
            case 8 -> truncate(one(Node.all(nodes)));
            case 9 -> nest(nodes);
            case 10 -> duplicate(nodes);
            case 11 -> remove(nodes);
            case 12 -> Collections.shuffle(one(Node.families(nodes)), random);
            case 13, 14 -> refer(container, nodes);
            default -> noise(one(Node.all(nodes)));
        }
    }

    private void size(Node node) {
        node.claimedSize =
                random.nextBoolean() ? number() : Math.max(0, node.content.length + 8 + (long) random.nextInt(17) - 8);
    }

    private void field(Container container, List<Node> nodes) {
        List<Node> known = Node.all(nodes).stream()
                .filter(node -> !container.fields(node).isEmpty())
                .toList();
        if (known.isEmpty()) {
            noise(one(Node.all(nodes)));
            return;
        }
        Node node = one(known);
        Field field = one(container.fields(node));
        byte[] value = ByteBuffer.allocate(8)
                .order(container.order())
                .putLong(number())
                .array();
        int from = container.order() == java.nio.ByteOrder.BIG_ENDIAN ? 8 - field.length() : 0;
        System.arraycopy(value, from, node.content, field.at(), field.length());
    }

    private void codec(Container container, List<Node> nodes) {
        List<Node> known = Node.all(nodes).stream()
                .filter(node -> container.codec(node).isPresent())
                .toList();
        if (known.isEmpty()) {
            return;
        }
        Node node = one(known);
        Field field = container.codec(node).orElseThrow();
        byte[] codec = one(container.codecs());
        for (int i = 0; i < field.length() && field.at() + i < node.content.length; i++) {
            node.content[field.at() + i] = i < codec.length ? codec[i] : 0;
        }
    }

    private void truncate(Node node) {
        if (!node.isParent()) {
            node.content = Arrays.copyOf(node.content, random.nextInt(node.content.length + 1));
        } else if (!node.children.isEmpty()) {
            node.children
                    .subList(random.nextInt(node.children.size()), node.children.size())
                    .clear();
        }
    }

    private void nest(List<Node> nodes) {
        List<Node> family = one(Node.families(nodes));
        List<Node> parents = Node.all(nodes).stream().filter(Node::isParent).toList();
        if (family.isEmpty() || parents.isEmpty()) {
            return;
        }
        int at = random.nextInt(family.size());
        Node shell = one(parents);
        Node inside = family.get(at);
        int depth = random.nextInt(4) == 0 ? DEEPEST : 1 + random.nextInt(20);
        for (int i = 0; i < depth; i++) {
            inside = Node.parent(shell.id, shell.preamble, List.of(inside));
        }
        family.set(at, inside);
    }

    private void duplicate(List<Node> nodes) {
        List<Node> family = one(Node.families(nodes));
        if (family.isEmpty()) {
            return;
        }
        Node node = one(family);
        int times = node.content.length < 1000 && random.nextInt(3) == 0 ? 500 : 1;
        // Before anything is added, for a node may be its own descendant's copy otherwise.
        Node copy = node.copy();
        for (int i = 0; i < times && (times == 1 || !node.isParent()); i++) {
            family.add(random.nextInt(family.size() + 1), copy.copy());
        }
    }

    private void remove(List<Node> nodes) {
        List<Node> family = one(Node.families(nodes));
        if (!family.isEmpty()) {
            family.remove(random.nextInt(family.size()));
        }
    }

    private void refer(Container container, List<Node> nodes) {
        List<Node> family = one(Node.families(nodes));
        Node reference = one(container.references(one(targets)));
        // In the place of one of its kind if there is one, else anywhere.
        for (List<Node> other : Node.families(nodes)) {
            for (int i = 0; i < other.size(); i++) {
                if (other.get(i).id.equals(reference.id)) {
                    other.set(i, reference);
                    return;
                }
            }
        }
        family.add(random.nextInt(family.size() + 1), reference);
    }

    private void noise(Node node) {
        node.content = flipped(node.content);
    }

    private byte[] flipped(byte[] bytes) {
        byte[] changed = bytes.clone();
        for (int i = 0; i < 1 + changed.length / 2000 && changed.length > 0; i++) {
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    private long number() {
        return random.nextInt(4) == 0 ? random.nextLong() : INTERESTING[random.nextInt(INTERESTING.length)];
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
