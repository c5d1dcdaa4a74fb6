/* Acceptance, mailboxes and courier: two workers, a release and an amendment of one consignment, a revocation.
 *
 * Actions bear the names of the functions they model (gateway/service). What one transaction or one Lua call does is one
 * atomic step here; a worker may die between any two, and Redis may forget everything at any moment. Claims and leases
 * end at any moment too: time is not modelled, only that a worker does not begin to send once its claim has ended
 * (Courier._attempt looks at its clock before it sends, and a send is cut off before the claim ends).
 *
 * Checked: every accepted message ends (no deadlock, no lost one), each comes as new once, in order; the release never
 * comes as new after its revocation; whatever was told as delivered has come.
 */
#define RELEASE 0
#define AMENDMENT 1
#define REVOCATION 2
#define MESSAGES 3
#define NOBODY 9
#define WORKERS 2
#ifndef CRASHES
#define CRASHES 1
#endif
#ifndef ENDINGS
#define ENDINGS 1
#endif
#define FLUSHES 1
#ifndef FAILURES
#define FAILURES 2
#endif

mtype = { absent, waiting, delivered, superseded };

/* the journal */
mtype state[MESSAGES] = absent;
byte attempts[MESSAGES];
byte claimed_by[MESSAGES] = NOBODY;
bool stopped = false;

/* Redis: one mailbox */
bool queued = false;
byte leased_by = NOBODY;

/* senders and the receiver */
bool told[MESSAGES];
bool came[MESSAGES];

/* how much may go wrong */
byte crashes = 0;
byte endings = 0;
byte flushes = 0;
byte failures = 0;                                 /* attempts that fail, or whose answer is lost; they are numbered */

#define FINAL(m) (state[m] == delivered || state[m] == superseded)
#define OPEN(m) (state[m] == waiting)
/* A hold waits behind nothing but its like; the others in the order in which they came. */
#define HEAD (OPEN(REVOCATION) -> REVOCATION : (OPEN(RELEASE) -> RELEASE : (OPEN(AMENDMENT) -> AMENDMENT : NOBODY)))
#define HEAD_IS_FREE (HEAD != NOBODY && claimed_by[HEAD] == NOBODY)

/* journal.accept: identity decides, a copy gets the first receipt; a revocation supersedes in the same commit */
inline accept(m) {
    atomic {
        if
        :: state[m] == absent ->
            state[m] = waiting;
            if
            :: m == REVOCATION ->
                if
                :: OPEN(RELEASE) && claimed_by[RELEASE] == NOBODY -> state[RELEASE] = superseded
                :: else -> skip
                fi;
                stopped = (state[RELEASE] != absent)
            :: else -> skip
            fi
        :: else -> skip
        fi
    }
}

/* Each sends until it has its receipt. The amendment follows the release; the revocation comes when it likes. */
proctype Sender(byte m) {
    if
    :: m == AMENDMENT -> told[RELEASE]
    :: m == REVOCATION -> told[RELEASE]
    :: else -> skip
    fi;
    do
    :: accept(m);
       if
       :: crashes < CRASHES -> crashes++          /* killed after the commit: no receipt, the sender asks again */
       :: queued = true; told[m] = true; break    /* mailboxes.put, then the receipt */
       :: told[m] = true; break                   /* Redis was away: the sweeper finds it */
       fi
    od
}

/* Courier._deliver_head */
proctype Worker(byte me) {
    byte m;
    byte attempt;
    mtype outcome;
end_idle:
    do
    :: atomic { queued && leased_by == NOBODY -> leased_by = me; queued = false };        /* mailboxes.take */
       if
       :: crashes < CRASHES -> crashes++; goto died
       :: skip
       fi;
       atomic {                                                                           /* journal.claim */
           m = NOBODY;
           if
           :: HEAD_IS_FREE ->
               m = HEAD;
               if
               /* A hold overtakes, but not what is on its way: without this the release came behind its revocation. */
               :: m == REVOCATION && (claimed_by[RELEASE] != NOBODY || claimed_by[AMENDMENT] != NOBODY) -> m = NOBODY
               :: m == RELEASE && stopped -> state[m] = superseded; m = NOBODY
               :: else -> attempts[m]++; attempt = attempts[m]; claimed_by[m] = me
               fi
           :: else -> skip
           fi
       };
       if
       :: m == NOBODY -> goto release
       :: else -> skip
       fi;
       if
       :: crashes < CRASHES -> crashes++; goto died
       :: skip
       fi;
       atomic {                                                                           /* Courier._attempt */
           if
           :: claimed_by[m] == me && attempts[m] == attempt ->
               if
               :: true ->                                                                 /* it arrives */
                   if
                   :: !came[m] ->
                       came[m] = true;
                       assert(m != AMENDMENT || came[RELEASE] || state[RELEASE] == superseded);
                       assert(m != RELEASE || !came[REVOCATION])
                   :: else -> skip
                   fi;
                   if
                   :: outcome = delivered
                   :: failures < FAILURES -> failures++; outcome = waiting                /* its answer is lost */
                   fi
               :: failures < FAILURES -> failures++; outcome = waiting                    /* it does not arrive */
               fi
           :: else -> outcome = waiting                                                   /* too late to begin */
           fi
       };
       if
       :: crashes < CRASHES -> crashes++; goto died
       :: skip
       fi;
       atomic {                                                                           /* journal.conclude */
           if
           :: outcome == delivered && state[m] == waiting -> state[m] = delivered
           :: outcome == waiting && state[m] == waiting && attempts[m] == attempt && m == RELEASE && stopped ->
               state[m] = superseded
           :: else -> skip
           fi;
           if
           :: attempts[m] == attempt && claimed_by[m] == me -> claimed_by[m] = NOBODY
           :: else -> skip
           fi
       };
release:
       atomic {                                                                           /* mailboxes.release */
           if
           :: leased_by == me -> leased_by = NOBODY; queued = (HEAD != NOBODY)
           :: else -> skip
           fi
       };
       goto again;
died:                                                                                     /* another is started */
       skip;
again:
       m = NOBODY; attempt = 0; outcome = absent
    od
}

/* Time: leases and claims end, whoever holds them. A dead worker's end always comes, a live one's may. */
active proctype Clock() {
    do
    :: atomic { leased_by != NOBODY && endings < ENDINGS -> endings++; leased_by = NOBODY }
    :: atomic { claimed_by[RELEASE] != NOBODY && endings < ENDINGS -> endings++; claimed_by[RELEASE] = NOBODY }
    :: atomic { claimed_by[AMENDMENT] != NOBODY && endings < ENDINGS -> endings++; claimed_by[AMENDMENT] = NOBODY }
    :: atomic { claimed_by[REVOCATION] != NOBODY && endings < ENDINGS -> endings++; claimed_by[REVOCATION] = NOBODY }
    :: atomic { timeout -> leased_by = NOBODY; claimed_by[RELEASE] = NOBODY; claimed_by[AMENDMENT] = NOBODY;
                claimed_by[REVOCATION] = NOBODY; queued = (HEAD != NOBODY);
                if
                :: HEAD == NOBODY -> break
                :: else -> skip
                fi }
    od;
    assert(told[RELEASE] && told[AMENDMENT] && told[REVOCATION]);
    assert(FINAL(RELEASE) && FINAL(AMENDMENT) && FINAL(REVOCATION));
    assert(state[RELEASE] != delivered || came[RELEASE]);
    assert(state[AMENDMENT] != delivered || came[AMENDMENT]);
    assert(came[REVOCATION] && came[AMENDMENT])
}

/* FLUSHALL, and Courier._sweep, which finds what was committed and is not queued */
active proctype Redis() {
end_idle:
    do
    :: atomic { flushes < FLUSHES -> flushes++; queued = false; leased_by = NOBODY }
    :: atomic { !queued && leased_by == NOBODY && HEAD_IS_FREE -> queued = true }
    od
}

init {
    atomic {
        run Sender(RELEASE); run Sender(AMENDMENT); run Sender(REVOCATION);
        run Worker(0); run Worker(1)
    }
}
