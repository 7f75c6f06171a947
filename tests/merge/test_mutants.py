"""Every rule has a test that dies without it.

A row takes one rule away and names a test that must then fail. A rule whose row fails is not tested.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
import test_arguments
import test_elements
import test_files
import test_functions
import test_handed_on
import test_imports
import test_members
import test_moved
import test_registry
import test_removed_by_hand
import test_settling
import test_styles
from merging import follow, is_clean, part

from scaffold.dataclass import replace
from scaffold.errors import ProjectError
from scaffold.merge import (
    across,
    adapt,
    arguments,
    calls,
    canonical,
    container,
    contributions,
    element_merge,
    function,
    import_order,
    import_remove,
    import_style,
    import_write,
    imports,
    job,
    literal,
    make,
    members,
    moved,
    pair,
    partition,
    place,
    prints,
    recorded,
    sequence,
    site,
    snapshot,
    source,
    statement,
    untouched,
    unwanted,
    whole,
)
from scaffold.merge.decide import Action, decide
from scaffold.merge.job import Job

Replaced = tuple[object, str, object]
Rule = tuple[list[Replaced], Callable[[], None]]


def always(value: object) -> Callable[..., object]:
    return lambda *_, **__: value


def except_when(action: Action, other: Action) -> Callable[..., Action]:
    """The table with one row answered as another."""

    def decided(*fingerprints: object) -> Action:
        found = decide(*fingerprints)
        return other if found is action else found

    return decided


def _without_values(segment, *, any_name=False):
    from scaffold.merge.elements import elements_of

    found = elements_of(segment, any_name=any_name)
    return None if found is None else tuple(replace(element, value="") for element in found)


def _not_atomic(base, ours, wanted, symbol, job):
    """Header and decorators are applied even if the body is disputed."""
    with_header = function.merge_header(base.header, ours, wanted, job)
    body = function._merge_statements(base.statements, ours, wanted, symbol, job)
    return replace(with_header, body=body or ours.body) if with_header else None


def _handed(name: str) -> Callable[[], None]:
    return lambda: test_handed_on.test_it_is_spelled_as_its_siblings_and_taken_back(name)


def _registered(host: int) -> Callable[[], None]:
    test = test_registry.test_what_is_registered_is_not_registered_again
    (mark,) = [m for m in test.pytestmark if m.name == "parametrize"]
    return lambda: test(mark.args[1][host])


def _placed(host: str) -> Callable[[], None]:
    return lambda: test_registry.test_where_it_goes_and_that_it_leaves_again(host)


def _settled(name: str) -> Callable[[], None]:
    return lambda: test_settling.test_mine_keeps_the_file_and_theirs_takes_the_new_code(name)


def _came(number: int) -> Callable[[], None]:
    test = test_imports.test_where_an_import_goes_and_that_it_leaves_again
    (mark,) = [m for m in test.pytestmark if m.name == "parametrize"]
    return lambda: test(*mark.args[1][number])


def _enough(number: int) -> Callable[[], None]:
    test = test_imports.test_an_import_that_is_there_is_enough
    (mark,) = [m for m in test.pytestmark if m.name == "parametrize"]
    return lambda: test(mark.args[1][number])


def _same_thing(number: int) -> Callable[[], None]:
    test = test_imports.test_the_same_thing_by_another_way
    (mark,) = [m for m in test.pytestmark if m.name == "parametrize"]
    return lambda: test(*mark.args[1][number])


def _listed(number: int) -> Callable[[], None]:
    test = test_elements.test_a_part_adds_to_the_list_that_is_there_and_takes_back
    (mark,) = [m for m in test.pytestmark if m.name == "parametrize"]
    return lambda: test(*mark.args[1][number])


def _keys_without_accessor(node, *, first):
    from scaffold.merge.identity import kind_and_keys

    kind, keys = kind_and_keys(node, first=first)
    return kind, tuple(key.partition("@")[0] for key in keys)


class _Everything(set):
    def __contains__(self, _: object) -> bool:
        return True


def _names_at_the_top_only(segments, package):
    from scaffold.merge.origins import names_of

    return names_of([segment for segment in segments if segment.kind != "block"], package)


def _inserted_plainly(row, at, new, _):
    spaces = (*row.spaces[:at], " ", *row.spaces[at:])
    return replace(row, elements=(*row.elements[:at], new, *row.elements[at:]), spaces=spaces)


RULES: dict[str, Rule] = {
    # the table
    "what upstream did not change is never rewritten": (
        [(pair, "decide", except_when(Action.KEEP, Action.UPDATE))],
        test_members.test_an_edited_attribute_is_kept_while_we_have_nothing_new,
    ),
    "what both changed is a conflict": (
        [(pair, "decide", except_when(Action.BOTH_CHANGED, Action.UPDATE))],
        test_members.test_an_attribute_that_both_changed_is_a_conflict_and_stays,
    ),
    "what is not ours is a conflict": (
        [(pair, "decide", except_when(Action.FOREIGN, Action.UPDATE))],
        test_members.test_what_is_there_and_not_ours_is_a_conflict,
    ),
    "what is untouched follows": (
        [(pair, "decide", except_when(Action.UPDATE, Action.KEEP))],
        test_members.test_an_untouched_attribute_follows_and_its_comments_stay,
    ),
    "what was removed stays out": (
        [(members, "decide", except_when(Action.STAYS_OUT, Action.ADD))],
        test_removed_by_hand.test_a_function_that_was_removed_stays_out_and_can_be_restored,
    ),
    "what was removed and changed stays out": (
        [(members, "decide", except_when(Action.STAYS_OUT_CHANGED, Action.ADD))],
        test_removed_by_hand.test_it_is_said_when_it_has_changed_since,
    ),
    "it is said that it changed": (
        [(members, "decide", except_when(Action.STAYS_OUT_CHANGED, Action.STAYS_OUT))],
        test_removed_by_hand.test_it_is_said_when_it_has_changed_since,
    ),
    "a removed symbol can be restored": (
        [(Job, "restores", always(False))],
        test_removed_by_hand.test_a_function_that_was_removed_stays_out_and_can_be_restored,
    ),
    "a header that a person changed is kept": (
        [(container, "decide", except_when(Action.KEEP, Action.UPDATE))],
        test_members.test_header_and_members_of_a_class_are_separate_questions,
    ),
    "a removed import stays out": (
        [(imports, "decide", except_when(Action.STAYS_OUT, Action.ADD))],
        test_handed_on.test_it_stays_out_when_a_person_took_it_out,
    ),
    "a changed value of a dict follows": (
        [(element_merge, "decide", except_when(Action.UPDATE, Action.KEEP))],
        test_elements.test_values_of_a_dict_are_three_way_too,
    ),
    # fingerprints
    "docstrings count without their indentation": (
        [(owner, "documentation", lambda node: node.value.value) for owner in (canonical, prints)],
        lambda: is_clean(
            follow('"""\n a\n"""\nx = 1\n', '"""\n a\n """\nx = 1\n', '"""\n b\n"""\nx = 1\n'), '"""\n b\n"""\nx = 1\n'
        ),
    ),
    "comments inside a statement count": (
        [(prints, "comments", always(()))],
        test_members.test_a_comment_inside_a_statement_is_an_edit,
    ),
    "the object that a call is made on does not count": (
        [(prints, "_call_print", prints.leaf_print)],
        test_registry.test_a_call_that_a_person_moved_to_another_router_is_still_ours,
    ),
    "elements are symbols": (
        [(pair, "elements_of", always(None))],
        test_elements.test_elements_come_and_go_beside_those_of_a_person,
    ),
    "entries of a dict are known by value too": (
        [(element_merge, "elements_of", _without_values)],
        test_elements.test_values_of_a_dict_are_three_way_too,
    ),
    "a one-line body is a body": (
        [(m, "opened", lambda segment, *_: segment) for m in (container, prints)],
        test_members.test_a_one_line_class_opens_for_a_member_and_for_nothing_else,
    ),
    "the setter is not the property": (
        [(partition, "kind_and_keys", lambda node, *, first: _keys_without_accessor(node, first=first))],
        test_members.test_the_setter_is_not_taken_for_the_property,
    ),
    # functions
    "a statement beside a changed one is no conflict": (
        [(sequence, "_inside", always(None))],
        test_functions.test_a_statement_inserted_beside_a_changed_one_is_no_conflict,
    ),
    "a function is atomic": (
        [(function, "_by_parts", _not_atomic)],
        test_functions.test_a_function_is_taken_as_a_whole_or_not_at_all,
    ),
    "comments stay with statements that follow": (
        [(function, "_with_comments_of", lambda _, new, *__: new)],
        test_functions.test_comments_stay_with_statements_that_follow,
    ),
    "a statement takes no comment of a person with it": (
        [(function, "own_comments", always(()))],
        test_functions.test_a_statement_that_goes_takes_no_comment_of_a_person_with_it,
    ),
    "comments above a statement that follows stay": (
        [(pair, "merged_lead", lambda _, new, *__: new.lead)],
        test_members.test_an_untouched_attribute_follows_and_its_comments_stay,
    ),
    "arguments are merged one by one": (
        [(function, "merge_arguments", always(None))],
        test_arguments.test_the_bases_of_a_class,
    ),
    "what both replaced is a conflict": (
        [(arguments, "_fits", always(True))],
        test_arguments.test_arguments_of_another_function_are_no_arguments_of_this_one,
    ),
    "a conflict keeps its parts": (
        [(make, "_arguments", lambda template, *_: arguments.arguments_of(template))],
        test_arguments.test_what_stays_in_conflict_keeps_the_parts_that_were_written,
    ),
    # removal
    "what carries a comment is not removed": (
        [(untouched, "foreign_comments", always([]))],
        test_removed_by_hand.test_what_we_drop_stays_when_a_comment_hangs_on_it,
    ),
    "a pragma is no such comment": (
        [(untouched, "is_pragma", always(False))],
        test_removed_by_hand.test_a_pragma_on_its_line_does_not_hold_it,
    ),
    "the template's own comments are none either": (
        [(owner, "comments_of", always({})) for owner in (make, snapshot)],
        test_members.test_a_comment_that_the_template_wrote_follows_the_template,
    ),
    "an attribute that is described below is not removed": (
        [(unwanted, "_is_documented", always(False))],
        test_removed_by_hand.test_what_we_drop_stays_when_a_comment_hangs_on_it,
    ),
    "a class from which a person removed things may go": (
        [(untouched, "_is_recorded", lambda segment, recorded: prints.print_of(segment) == recorded)],
        test_removed_by_hand.test_a_class_from_which_a_person_only_removed_things_may_go,
    ),
    "what is still used stays": (
        [(unwanted, "_users", always(False))],
        test_removed_by_hand.test_what_the_rest_still_uses_stays_with_it,
    ),
    "what is not ours stays when our members go": (
        [(unwanted, "_without_our_share", always(None))],
        lambda: test_styles.test_the_other_side_of_a_relation_comes_and_goes("plain"),
    ),
    "a call in a factory is found again": (
        [(site, "calls_inside", always({}))],
        _placed("factory"),
    ),
    # following a person
    "a renamed symbol is followed": (
        [(site, "renamed_from", always({}))],
        test_removed_by_hand.test_a_renamed_attribute_is_not_written_again_and_follows,
    ),
    "a renamed symbol keeps its new name": (
        [(pair, "_is_renamed", always(False))],
        test_removed_by_hand.test_a_renamed_attribute_is_not_written_again_and_follows,
    ),
    "a moved class is followed": (
        [(across, "find_moved", always(moved.Moved()))],
        test_moved.test_a_class_is_followed_with_the_imports_that_it_needs,
    ),
    "a namesake is not": (
        [(moved, "likeness", always(moved.Likeness.MOST))],
        test_moved.test_a_namesake_is_not_followed,
    ),
    "what stands in a block is there": (
        [(site, "bound_inside", always({}))],
        test_members.test_a_definition_that_a_person_wrapped_is_neither_deleted_nor_written_again,
    ),
    "a shared line is split when one of it changes": (
        [(site.Site, "_split_shared_lines", always(None))],
        test_members.test_a_second_statement_on_the_line_is_split_off_only_if_one_of_them_changes,
    ),
    "and only then": (
        [(site.Site, "_is_about_to_change", always(True))],
        test_members.test_a_second_statement_on_the_line_is_split_off_only_if_one_of_them_changes,
    ),
    # places and gaps
    "a new statement stands beside its neighbour": (
        [(members, "position", lambda row, new, _t, _s, scope: place.default_position(row.items, new, scope))],
        test_members.test_a_new_first_attribute_stands_before_its_neighbour,
    ),
    "a new statement takes the gap of the template": (
        [(members, "fit_gaps", always(None))],
        test_members.test_the_blank_line_stays_where_a_person_put_it,
    ),
    "an attribute keeps the string below it": (
        [(place, "documents", always(False))],
        test_members.test_an_attribute_keeps_the_string_that_describes_it,
    ),
    "the larger gap stays": (
        [(unwanted, "remove", lambda row, segment, *_: row.replace(segment))],
        test_styles.test_removing_leaves_the_larger_gap,
    ),
    "new definitions are set apart": (
        [(place, "widen", always(None))],
        test_members.test_a_definition_is_set_apart_from_what_is_new_above_it,
    ),
    "a licence belongs to the file": (
        [(partition, "_file_header", always(0))],
        test_files.test_a_licence_is_not_of_the_class_below_it,
    ),
    "a relation stands apart from columns": (
        [(place, "is_relation", always(False))],
        test_styles.test_the_first_relation_stands_apart_from_the_columns_as_the_project_has_it,
    ),
    "a call goes before what catches everything": (
        [(members, "call_position", always(None))],
        _placed("mounted"),
    ),
    "a call goes into the factory": (
        [(members, "add_call_in_function", always(False))],
        _placed("factory"),
    ),
    "a factory calls its application as it likes": (
        [(calls, "on_receiver", lambda code, _: code)],
        test_registry.test_the_factory_calls_its_application_as_it_likes,
    ),
    "a call is found by what it registers": (
        [(site, "same_call", always(None))],
        _registered(3),
    ),
    # styles
    "the unit of indentation is the file's": (
        [(source, "_units", always(()))],
        test_styles.test_tabs_and_two_blanks,
    ),
    "lines inside strings are data": (
        [(adapt, "lines_in_strings", always(set()))],
        test_styles.test_lines_inside_strings_keep_their_blanks,
    ),
    "most line ends win": (
        [(source, "newline_of", lambda text: "\r\n" if "\r\n" in text else "\n")],
        test_styles.test_most_line_ends_win_and_not_the_first,
    ),
    "a byte order mark is no code": (
        [(make, "without_bom", lambda text: ("", text))],
        test_styles.test_a_byte_order_mark_stays_first,
    ),
    "an irregular gap is no style": (
        [(source, "_habit", lambda gaps, default: max(gaps, default=default))],
        test_styles.test_four_blank_lines_somewhere_are_no_style,
    ),
    # imports
    "imports come with need only": (
        [(imports, "names_used", lambda _: _Everything())],
        test_imports.test_an_import_that_a_person_or_ruff_removed_comes_back_only_with_need,
    ),
    "imports that are used stay": (
        [(imports, "names_used", always(set()))],
        test_imports.test_an_import_that_a_person_uses_now_stays,
    ),
    "a name is never bound to something else": (
        [(Job, "clash", always(""))],
        lambda: test_imports.test_a_name_that_means_something_else_is_never_bound_again("from pydantic import Field\n"),
    ),
    "an import in a try is one": (
        [(job, "names_of", _names_at_the_top_only)],
        _enough(2),
    ),
    "a package hands on what its modules define": (
        [(m, "same_object", lambda a, b: a.origin == b.origin) for m in (imports, job)],
        _same_thing(0),
    ),
    "an import with a comment is not taken out": (
        [(import_remove, "own_comments", always(()))],
        test_imports.test_an_import_with_a_comment_of_a_person_is_not_taken_out,
    ),
    "an import that a person restated is not taken out": (
        [(import_remove.ImportRemover, "_is_restated", always(False))],
        test_imports.test_an_import_that_a_person_hands_on_is_not_taken_out,
    ),
    "an import is sorted into its section": (
        [(import_write, "insert_import", lambda row, new, *_, **__: row.insert(0, new))],
        _came(10),
    ),
    "an import comes before its first use": (
        [(import_write.ImportWriter, "_first_use", always(99))],
        test_imports.test_an_import_below_the_code_that_needs_it_comes_too_late,
    ),
    "a block stands below what it asks": (
        [(import_write, "_binds_type_checking", always(False))],
        lambda: test_imports.test_the_block_for_type_checkers_stands_below_what_it_asks("TYPE_CHECKING = False\n"),
    ),
    "the last of two definitions counts": (
        [(site.Site, "_find_one", lambda self, key, segment: self.index.setdefault(key, segment))],
        test_members.test_of_two_definitions_the_last_one_counts,
    ),
    "what was sorted by module stays so": (
        [(import_order, "_by_module", always(False))],
        test_imports.test_statements_sorted_by_module_stay_so,
    ),
    "one name a line stays so": (
        [(import_order, "_one_name", always(False))],
        test_imports.test_one_name_a_line_stays_so,
    ),
    "a comment on top of a section is the section's": (
        [(import_remove, "heads_section", always(False))],
        test_imports.test_a_comment_above_the_first_import_of_a_section_stays_on_top,
    ),
    "what the template tells its tools comes along": (
        [(imports, "plain", lambda binding, _="": import_style.plain(binding))],
        test_imports.test_what_the_template_tells_its_tools_comes_along,
    ),
    "the project's own packages come last": (
        [(make, "last_tops", always(set()))],
        test_imports.test_a_section_of_its_own_stands_where_the_template_has_it,
    ),
    "names in an import are sorted": (
        [(statement, "sorted_position", lambda names, _: len(names))],
        _came(0),
    ),
    "a long line is exploded": (
        [(statement, "_exploded", lambda _, names, __: f"from sqlmodel import {', '.join(names)}")],
        test_imports.test_a_line_that_gets_too_long_is_exploded,
    ),
    "a name that is gone is said": (
        [(make, "_notice_unbound", always(None))],
        test_imports.test_new_code_that_uses_a_name_that_is_gone_is_said,
    ),
    "an alias is said": (
        [(imports.Imports, "_note_alias", always(None))],
        test_imports.test_the_same_thing_under_an_alias_is_said,
    ),
    "the empty block for type checkers goes": (
        [(import_remove.ImportRemover, "_remove_from_block", always((False, None)))],
        test_imports.test_an_import_for_type_checkers_gets_its_block_and_gives_it_back,
    ),
    # packages that hand names on
    "an import is spelled as its siblings": (
        [(imports, "like_siblings", lambda wanted, _i, _p, comment: import_style.plain(wanted, comment))],
        _handed("relative"),
    ),
    "a name is listed if its siblings are": (
        [(contributions, "_handed_on", always([]))],
        _handed("listed"),
    ),
    "no `__all__` is made": (
        [(contributions, "_binds_something", always(False))],
        test_handed_on.test_all_that_is_computed_or_missing_is_left_alone,
    ),
    "what is handed on and must stay is said": (
        [(import_remove, "own_comments", always(()))],
        test_handed_on.test_a_comment_of_a_person_keeps_it_and_is_said,
    ),
    # literals
    "separators are copied": (
        [(literal, "inserted", _inserted_plainly)],
        _listed(6),
    ),
    "the comma of a pair's first is no habit": (
        [(literal, "_row", lambda _, *inner: literal.spaced(*inner))],
        _listed(1),
    ),
    "a long literal is exploded": (
        [(literal, "exploded", lambda row, *_: row)],
        lambda: test_elements.test_a_line_that_gets_too_long_is_exploded("[]"),
    ),
    "an element with a comment is not taken out": (
        [(element_merge, "remove_element", always("R = []"))],
        test_elements.test_an_element_that_carries_a_comment_is_not_taken_out,
    ),
    # parts
    "what holds members must be there": (
        [(members, "needs_anchor", always(False))],
        test_settling.test_an_anchor_that_is_missing_can_be_done_without,
    ),
    "the docstring of a part is for nobody": (
        [(make, "fitted", lambda template, *_: template)],
        lambda: is_clean(part("x = 1\n", '"""Doc."""\n\ny = 1\n'), "x = 1\n\ny = 1\n"),
    ),
    # files
    "a removed file stays removed": (
        [(whole, "_missing", lambda fragment, *_: whole.Merged(text=fragment.text))],
        test_files.test_a_file_that_a_person_removed_stays_removed,
    ),
    "a file in which another wrote is not taken whole": (
        [(snapshot, "is_all_ours", always(True))],
        test_files.test_two_entities_share_one_file,
    ),
    "two lines of a merged lock are two bases": (
        [(make, "base_of", lambda records, _: recorded.from_symbols(records[0].symbols))],
        test_files.test_an_owner_may_have_written_in_a_union_merged_lock_twice,
    ),
    "a settled conflict is recorded": (
        [(pair, "print_of", always("0"))],
        _settled("attribute"),
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_missed(rule, monkeypatch):
    replaced, test = RULES[rule]
    test()  # with the rule, it holds
    for owner, name, value in replaced:
        monkeypatch.setattr(owner, name, value)
    forget()
    try:
        with pytest.raises((AssertionError, ProjectError, KeyError, IndexError, ValueError, AttributeError)):
            test()
    finally:
        forget()


def forget():
    """What was concluded by other rules."""
    for known in (prints.print_of, prints.statement_print, snapshot.record_of_text, whole._tops):
        known.cache_clear()
