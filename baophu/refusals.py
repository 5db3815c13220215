"""Calls that the command line cannot take: what click says of them, in the reader's language.

click's words go through gettext, for which there is no Vietnamese; so its faults are told anew, by their sort.
"""

import re

import click
from click.exceptions import NoSuchCommand

from baophu.told import tell

_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)")


def refusal(error: click.UsageError) -> str:
    """How a command is called, and what is wrong with a call of it."""
    context, fault = error.ctx, tell("call-wrong", fault=fault_of(error))
    if context is None:
        return fault
    usage = " ".join([context.command_path, *context.command.collect_usage_pieces(context)])
    return "\n".join([tell("call-usage", usage=usage), tell("call-help", command=context.command_path), "", fault])


def fault_of(error: click.UsageError) -> str:
    """What is wrong, in a sentence."""
    match error:
        case click.NoSuchOption():
            return _with_near(tell("call-no-option", name=repr(error.option_name)), error.possibilities)
        case NoSuchCommand():
            return _with_near(tell("call-no-command", name=repr(error.command_name)), error.possibilities)
        case click.MissingParameter(param=click.Parameter() as param):
            lacks = "call-no-argument" if param.param_type_name == "argument" else "call-lacks"
            return tell(lacks, name=param.get_error_hint(error.ctx))
        case click.BadParameter(param=click.Parameter() as param):
            fault = _value_fault(error.message, param.type)
            return tell("call-bad-value", name=param.get_error_hint(error.ctx), fault=fault)
        case click.BadOptionUsage():
            return tell("call-no-value", name=repr(error.option_name))
    extra = _EXTRA.fullmatch(error.format_message())
    return tell("call-extra", names=extra[1]) if extra else error.format_message()


def _with_near(fault: str, near: list[str] | None) -> str:
    names = ", ".join(map(repr, sorted(near or ())))
    return " ".join([fault, tell("call-near" if len(near) == 1 else "call-nearest", names=names)]) if near else fault


def _value_fault(said: str, kind: click.ParamType) -> str:
    # click's own types say "'x' is not …"; those of the project have told it in the reader's language already.
    given, known, _ = said.partition(" is not ")
    if known and isinstance(kind, click.Choice):
        return tell("call-choice", given=given, names=", ".join(map(repr, kind.choices)))
    if known and isinstance(kind, click.IntRange):
        return _number_fault(given, kind)
    return said


def _number_fault(given: str, kind: click.IntRange) -> str:
    if given.startswith("'"):
        return tell("call-no-number", given=given)
    if kind.max is None:
        return tell("call-below", given=given, low=kind.min)
    return tell("call-range", given=given, low=kind.min, high=kind.max)
