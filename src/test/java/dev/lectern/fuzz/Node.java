package dev.lectern.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * A box, element or chunk. It has children, or content, and may lie about its size. What stands between its head and its first child
 * is its preamble.
 */
final class Node {

    final String id;
    final List<Node> children;
    byte[] preamble = new byte[0];
    byte[] content = new byte[0];
    /** What its head says instead of the truth; null for the truth. */
    Long claimedSize;

    private Node(String id, List<Node> children) {
        this.id = id;
        this.children = children;
    }

    static Node leaf(String id, byte[] content) {
        Node node = new Node(id, null);
        node.content = content;
        return node;
    }

    static Node parent(String id, byte[] preamble, List<Node> children) {
        Node node = new Node(id, new ArrayList<>(children));
        node.preamble = preamble;
        return node;
    }

    boolean isParent() {
        return children != null;
    }

    Node copy() {
        Node copy = new Node(id, children == null ? null : new ArrayList<>());
        if (children != null) {
            children.forEach(child -> copy.children.add(child.copy()));
        }
        copy.preamble = preamble.clone();
        copy.content = content.clone();
        copy.claimedSize = claimedSize;
        return copy;
    }

    /** The list and all below it. */
    static List<Node> all(List<Node> nodes) {
        List<Node> all = new ArrayList<>();
        for (Node node : nodes) {
            all.add(node);
            if (node.isParent()) {
                all.addAll(all(node.children));
            }
        }
        return all;
    }

    /** The list and the lists of children below it. */
    static List<List<Node>> families(List<Node> nodes) {
        List<List<Node>> families = new ArrayList<>();
        families.add(nodes);
        for (Node node : nodes) {
            if (node.isParent()) {
                families.addAll(families(node.children));
            }
        }
        return families;
    }
}
