"""The files of decisions: what a line may say, and for each fault one sentence with file and line."""

from pathlib import Path

import pytest

from graph.curation import KINDS, curated_folder, read_decisions
from graph.curation.contradictions import final
from graph.errors import InputError
from graph.settings import Settings, shipped_data
from tests.curation.workshop import write

FAULTS = {  # kind, the row, what the sentence says
    "unknown id": ("alias", "Registro X,no-existe,", "«no-existe» no está en data/register/institutions.csv"),
    "a mesa as institution": ("alias", "La Mesa,mesa-servicio-civil,", "es una mesa"),
    "no form": ("alias", "«»,minfin,", "no tiene palabras"),
    "no author": ("alias", "Registro X,minfin,,,2025-03-01,Así se llama.", "falta el autor"),
    "no reason": ("alias", "Registro X,minfin,,Ana Paz,2025-03-01,", "falta la razón"),
    "a day that is none": ("alias", "Registro X,minfin,,Ana Paz,2025-02-30,Así se llama.", "«2025-02-30» debe"),
    "a day in words": ("alias", "Registro X,minfin,,Ana Paz,ayer,Así se llama.", "AAAA-MM-DD"),
    "one cell less": ("alias", "Registro X,minfin,,Ana Paz,2025-03-01", "5 columnas y deben ser 6"),
    "merging itself": ("same-as", "mesa/agua,mesa/agua", "a los dos lados"),
    "merging two types": ("same-as", "mesa/agua,session/agua--2024-05-02", "del mismo tipo"),
    "merging records": ("same-as", "record/a,record/b", "no se pueden unir cosas del tipo «record»"),
    "no type": ("same-as", "agua,mesa/agua", "«agua» debe escribirse tipo/nombre"),
    "an unknown type": ("same-as", "ente/agua,ente/otra", "los tipos son institution, mesa"),
    "no slug": ("same-as", "mesa/Agua Potable,mesa/agua", "«mesa/Agua Potable» debe escribirse"),
    "a form against a mesa": ("not-same", '"""MP""",mesa/agua', "una forma solo puede no ser una institución"),
    "separating itself": ("not-same", "mesa/agua,mesa/agua", "a los dos lados"),
    "separating two types": ("not-same", "mesa/agua,person/ana-paz", "del mismo tipo"),
    "an unknown property": ("assert", "mesa/agua,preside,institution/minfin", "la propiedad «preside» no existe"),
    "a property of evidence": ("assert", "mesa/agua,quote,hola", "la propiedad «quote» no existe o la escribe Enlace"),
    "a wrong domain": ("assert", "mesa/agua,participatesIn,mesa/otra", "se dice de una institución, y «mesa/agua» es"),
    "a wrong range": ("assert", "institution/minfin,participatesIn,institution/marn", "va a una mesa (mesa/…)"),
    "a range in words": ("assert", "mesa/agua,ledBy,MARN", "va a una institución (institution/…), y «MARN»"),
    "a day beyond the month": ("assert", "session/agua--1,date,2024-02-31", "escriba un día que exista"),
    "a month for a day": ("assert", "session/agua--1,date,2024-02", "escriba un día que exista"),
    "a due date in words": ("assert", "agreement/x,dueDate,pronto", "un día (AAAA-MM-DD) o un mes (AAAA-MM)"),
    "an ordinal in words": ("assert", "session/agua--1,ordinal,tercera", "escriba un entero desde 1"),
    "an unknown state": ("assert", "agreement/x,status,Vencido", "escriba Open o Fulfilled"),
    "an unknown kind": ("assert", "agreement/x,kind,promesa", "acuerdo, compromiso, convenio"),
    "an address that is none": ("assert", "institution/minfin,website,minfin.gob.gt", "escriba una dirección web"),
    "an empty value": ("assert", "session/agua--1,place,", "escriba un texto"),
    "what the program writes": ("assert", "record/x,text,Otra cosa", "lo escribe Enlace al leer un registro"),
    "a type by hand": ("assert", "institution/x,type,Institution", "lo que algo es no se afirma"),
    "denying a record": ("deny", "record/x,type,*,", "borre su archivo"),
    "denying what is registered": ("deny", "institution/minfin,type,*,", "quítela de ahí"),
    "denying a registered mesa": ("deny", "mesa/mesa-de-innovadores-publicos,type,*,", "quítela de ahí"),
    "denying as something else": ("deny", "mesa/agua,type,Session,", "escriba * para negar que exista"),
    "denying what cannot be": ("deny", "mesa/agua,participatesIn,*,", "se dice de una institución"),
}


def fault(folder: Path, register) -> InputError:
    with pytest.raises(InputError) as caught:
        read_decisions(folder, register)
    return caught.value


@pytest.mark.parametrize("name", FAULTS)
def test_a_line_that_cannot_be_used_is_named_with_file_line_and_reason(name, tmp_path, register):
    kind, row, reason = FAULTS[name]
    write(tmp_path, kind, row)
    found = fault(tmp_path, register)
    assert reason in found.reason
    assert (found.file, found.line) == ((tmp_path / f"{kind}.csv").as_posix(), 2)
    assert "\n" not in str(found)


CONTRADICTIONS = {  # file -> rows; where the fault is; what the sentence says
    "twice": ({"deny": ["mesa/a,ledBy,*,", "mesa/a,ledBy,*,"]}, "deny.csv:3", "ya está en"),
    "twice from both ends": (
        {"assert": ["mesa/a,ledBy,institution/minfin", "institution/minfin,leads,mesa/a"]},
        "assert.csv:3",
        "la misma decisión",
    ),
    "one form, two bodies": ({"alias": ["SIT,sit,", "SIT,sat,"]}, "alias.csv:3", "«SIT» ya es institution/sit"),
    "one form, two bodies in one record": (
        {"alias": ["La Unidad,sit,a.md", "unidad,sat,a.md"]},
        "alias.csv:3",
        "en la columna record",
    ),
    "a form that is and is not": (
        {"alias": ["SIT,sit,"], "not-same": ['"""SIT""",institution/sit']},
        "not-same.csv:2",
        "contradice a",
    ),
    "merged into two": ({"same-as": ["mesa/b,mesa/a", "mesa/c,mesa/a"]}, "same-as.csv:3", "ya se une a «mesa/b»"),
    "a circle": ({"same-as": ["mesa/b,mesa/a", "mesa/c,mesa/b", "mesa/a,mesa/c"]}, "same-as.csv:4", "dan la vuelta"),
    "merged and kept apart": (
        {"same-as": ["mesa/b,mesa/a", "mesa/c,mesa/b"], "not-same": ["mesa/a,mesa/c"]},
        "not-same.csv:2",
        "se unen en same-as.csv",
    ),
    "stated and denied": (
        {"assert": ["mesa/a,ledBy,institution/minfin"], "deny": ["mesa/a,ledBy,*,"]},
        "deny.csv:2",
        "que lo afirma",
    ),
    "stated and denied from the other end": (
        {"assert": ["mesa/a,ledBy,institution/minfin"], "deny": ["institution/minfin,leads,*,"]},
        "deny.csv:2",
        "que lo afirma",
    ),
    "stated of what is denied": (
        {"assert": ["mesa/a,ledBy,institution/minfin"], "deny": ["mesa/a,type,*,"]},
        "deny.csv:2",
        "que lo afirma",
    ),
    "stated of what is merged into what is denied": (
        {
            "same-as": ["mesa/b,mesa/a"],
            "assert": ["mesa/a,ledBy,institution/minfin"],
            "deny": ["mesa/b,ledBy,institution/minfin,"],
        },
        "deny.csv:2",
        "que lo afirma",
    ),
    "two values for one": (
        {"assert": ["session/a--1,date,2024-05-02", "session/a--1,date,2024-05-03"]},
        "assert.csv:3",
        "ya tiene otro valor",
    ),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_decisions_that_cannot_both_hold_stop_the_build_at_the_later_one(name, tmp_path, register):
    files, place, reason = CONTRADICTIONS[name]
    for kind, rows in files.items():
        write(tmp_path, kind, *rows)
    found = fault(tmp_path, register)
    assert reason in found.reason
    assert f"{Path(found.file).name}:{found.line}" == place


def test_decisions_that_hold_together_are_read_in_order(tmp_path, register):
    write(tmp_path, "alias", "SIT,sit,", "SIT,sat,a.md", "cancillería,minex,")
    write(tmp_path, "not-same", '"""SAT""",institution/sit', "«MP»,institution/mp")
    write(tmp_path, "assert", "mesa/a,ledBy,institution/minfin", "mesa/a,ledBy,institution/marn")
    write(tmp_path, "deny", "mesa/a,ledBy,institution/minfin,a.md")
    found = read_decisions(tmp_path, register)
    assert [one.kind for one in found.items] == ["alias"] * 3 + ["not-same"] * 2 + ["assert"] * 2 + ["deny"]
    assert [one.surface for one in found.of("not-same")] == ["SAT", "MP"]
    assert found.counts() == {"alias": 3, "same-as": 0, "not-same": 2, "assert": 2, "deny": 1}


def test_merges_are_followed_to_their_end(tmp_path, register):
    write(tmp_path, "same-as", "mesa/b,mesa/a", "mesa/c,mesa/b")
    assert read_decisions(tmp_path, register).same == {"mesa/a": "mesa/c", "mesa/b": "mesa/c"}
    assert final("mesa/x", {}) == "mesa/x"


def test_blank_lines_comments_and_a_byte_order_mark_are_no_fault(tmp_path, register):
    path = write(tmp_path, "alias", "SIT,sit,", "", "# lo demás está en el directorio", ",,,,,")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read_decisions(tmp_path, register).items) == 1


def test_a_header_that_is_not_the_files_is_a_fault(tmp_path, register):
    (tmp_path / "deny.csv").write_text("subject,object\n", encoding="utf-8")
    found = fault(tmp_path, register)
    assert found.reason == "la primera línea debe ser subject,predicate,object,record,author,date,reason"
    assert found.line == 1


def test_a_file_or_a_folder_that_is_not_there_holds_no_decisions(tmp_path, register):
    assert read_decisions(tmp_path, register).items == ()
    assert read_decisions(tmp_path / "no-existe", register).items == ()


def test_the_shipped_decisions_are_read_where_nothing_else_is_set(register):
    assert curated_folder(Settings()) == shipped_data() / "curated"
    assert curated_folder(Settings(curated="/otra")) == Path("/otra")
    found = read_decisions(shipped_data() / "curated", register)
    assert {one.file for one in found.items} <= {f"data/curated/{kind}.csv" for kind in KINDS}
    assert {path.stem for path in (shipped_data() / "curated").glob("*.csv")} == set(KINDS)
